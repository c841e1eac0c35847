import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { error, unreadableFile } from '../../core/diagnostics.ts';
import { fileErrorReason } from '../../core/write-output.ts';

/** File names of a configuration, the one that wins first. */
const configurationNames = [
  'cribo.config.ts',
  'cribo.config.mts',
  'cribo.config.js',
  'cribo.config.mjs',
  'cribo.config.json',
  'cribo.toml',
  'pyproject.toml',
];

/** Whether a path leads to a file that has an end: not to a folder, a pipe, or nowhere. */
export function isFile(path: string): boolean {
  try {
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

/** The folders from the working folder up to the project's root: the nearest with `pyproject.toml` or `.git`. */
function projectFolders(workingFolder: string): string[] {
  const folders: string[] = [];
  for (let folder = workingFolder; ; folder = dirname(folder)) {
    folders.push(folder);
    if (existsSync(join(folder, 'pyproject.toml')) || existsSync(join(folder, '.git'))) return folders;
    // Without a project, what lies above is somebody else's.
    if (dirname(folder) === folder) return [workingFolder];
  }
}

/**
 * The text of a configuration file.
 * @throws CriboError `UNREADABLE_FILE`
 */
export function readConfigurationText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    return error({ ...unreadableFile(file, fileErrorReason(cause)), file }, cause);
  }
}

/** Whether a `pyproject.toml` has a table of ours; one that never names us is not even parsed. */
async function hasTable(file: string): Promise<boolean> {
  const text = readConfigurationText(file);
  if (!text.includes('cribo')) return false;
  const { parseToml } = await import('./parse-toml.ts');
  const { value } = parseToml(file, text);
  return (value as { tool?: { cribo?: unknown } }).tool?.cribo !== undefined;
}

/**
 * The configuration files of a project, the one to use first.
 * @throws CriboError `UNREADABLE_FILE`, and `CONFIGURATION_INVALID` for a `pyproject.toml` that names cribo and is not TOML
 */
export async function findConfigurations(workingFolder: string): Promise<string[]> {
  const found: string[] = [];
  for (const folder of projectFolders(workingFolder)) {
    for (const name of configurationNames) {
      const file = join(folder, name);
      if (!isFile(file)) continue;
      if (name !== 'pyproject.toml' || (await hasTable(file))) found.push(file);
    }
  }
  return found;
}
