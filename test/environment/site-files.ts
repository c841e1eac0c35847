type Files = Readonly<Record<string, string | Uint8Array>>;

/** Where the packages of the environments lie that these tests write by hand; `--python env` names them. */
export const site = 'env/lib/python3.11/site-packages';

/** The files of an installed distribution, below the folder of a project that has the environment `env`. */
export function installed(
  name: string,
  files: Files,
  fields: readonly string[] = [],
): Record<string, string | Uint8Array> {
  const folder = `${name.replaceAll(/[-.]/g, '_')}-1.0.dist-info`;
  const metadata = ['Metadata-Version: 2.4', `Name: ${name}`, 'Version: 1.0', ...fields, '', 'A description.', ''];
  const paths = [...Object.keys(files), `${folder}/METADATA`, `${folder}/RECORD`];
  return {
    ...Object.fromEntries(Object.entries(files).map(([path, content]) => [`${site}/${path}`, content])),
    [`${site}/${folder}/METADATA`]: metadata.join('\n'),
    [`${site}/${folder}/RECORD`]: paths.map((path) => `${path},,\n`).join(''),
  };
}
