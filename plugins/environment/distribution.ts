import { basename, join, resolve, sep } from 'node:path';
import { metadataHeaders } from './metadata-headers.ts';
import { decodeText, readBytes } from './read-text.ts';
import { recordedPaths } from './record.ts';
import { normalizedName, parseRequirement, type Requirement, requirementsOfSections } from './requirement.ts';

/** What pip installed under one name; its files are read when something asks for them. */
export class Distribution {
  /** The folder of `sys.path` that it is installed in. */
  readonly folder: string;
  /** Its `.dist-info`, `.egg-info` or `EGG-INFO`; of old kinds, that is a file. */
  readonly metadataFolder: string;
  #headers: ReadonlyMap<string, readonly string[]> | undefined;
  #recorded: { readonly paths: readonly string[] | undefined } | undefined;
  #files: readonly string[] | undefined;

  constructor(folder: string, metadataName: string) {
    this.folder = folder;
    this.metadataFolder = join(folder, metadataName);
  }

  /** The name as its metadata spell it. */
  get name(): string {
    const name = this.headers.get('name')?.[0];
    return name !== undefined && parseRequirement(name)?.name === name ? name : this.#nameParts[0];
  }

  /** The name by which it is compared (PEP 503). */
  get key(): string {
    return normalizedName(this.#nameParts[0]);
  }

  get version(): string | undefined {
    return this.headers.get('version')?.[0] ?? this.#nameParts[1];
  }

  /** Fields of its metadata, by name in lower case. */
  get headers(): ReadonlyMap<string, readonly string[]> {
    this.#headers ??= metadataHeaders(this.readMetadata('METADATA') ?? this.readMetadata('PKG-INFO') ?? '');
    return this.#headers;
  }

  /** Whether it says anything of itself; what a broken removal left behind does not. */
  get hasMetadata(): boolean {
    return this.headers.size > 0;
  }

  /** What it requires, for extras as well. */
  get requirements(): Requirement[] {
    const lines = this.headers.get('requires-dist') ?? requirementsOfSections(this.readMetadata('requires.txt') ?? '');
    return lines.flatMap((line) => parseRequirement(line) ?? []);
  }

  /** The names by which it says that it is imported (PEP 794), those of namespace packages included; mostly nothing. */
  get importNames(): readonly string[] | undefined {
    const names = this.headers.get('import-name');
    const namespaces = this.headers.get('import-namespace');
    if (names === undefined && namespaces === undefined) return undefined;
    return [...(names ?? []), ...(namespaces ?? [])].map((name) => name.split(';', 1)[0].trim()).filter(Boolean);
  }

  /** The paths of its files as they were recorded, with `/`, relative to `folder`; nothing where there is no record. */
  get recorded(): readonly string[] | undefined {
    this.#recorded ??= { paths: this.#readRecord() };
    return this.#recorded.paths;
  }

  /** Absolute paths of its files; nothing where it has no record of them. Scripts lie outside of `folder`. */
  get files(): readonly string[] | undefined {
    this.#files ??= this.recorded?.map((path) => resolve(this.folder, path));
    return this.#files;
  }

  /** The text of one of its metadata files. */
  readMetadata(name: string): string | undefined {
    const bytes = this.readMetadataBytes(name);
    return bytes && decodeText(bytes);
  }

  /** The bytes of one of its metadata files. */
  readMetadataBytes(name: string): Buffer | undefined {
    // Of the oldest installations the `.egg-info` is a file, their PKG-INFO.
    return (
      readBytes(join(this.metadataFolder, name)) ?? (name === 'PKG-INFO' ? readBytes(this.metadataFolder) : undefined)
    );
  }

  /** `name-version.dist-info`, `name.egg-info`, `name-version-py3.8.egg-info`, `name-version-py3.8.egg/EGG-INFO`. */
  get #nameParts(): [name: string, version: string | undefined] {
    const metadataName = basename(this.metadataFolder);
    const isEgg = metadataName.toUpperCase() === 'EGG-INFO';
    const [name, version] = (isEgg ? basename(this.folder) : metadataName)
      .replace(/\.(?:dist-info|egg-info|egg)$/i, '')
      .split('-');
    return [name, version];
  }

  #readRecord(): readonly string[] | undefined {
    const record = this.readMetadata('RECORD');
    if (record !== undefined) return recordedPaths(record);
    // setuptools writes these relative to the folder of the metadata.
    const installed = this.readMetadata('installed-files.txt');
    const inside = installed?.split(/\r\n|\n|\r/).filter(Boolean);
    return inside?.map((path) => relativePath(this.folder, resolve(this.metadataFolder, path)));
  }
}

function relativePath(folder: string, file: string): string {
  return file.startsWith(folder + sep) ? file.slice(folder.length + 1).replaceAll(sep, '/') : file;
}
