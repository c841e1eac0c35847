import { readFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { metadataHeaders } from './metadata-headers.ts';
import { recordedPaths } from './record.ts';

/** A name as PEP 503 normalises it, so that all spellings are one. */
export function normalizedName(name: string): string {
  return name.replace(/[-_.]+/g, '-').toLowerCase();
}

/** What pip installed under one name; its files are read when something asks for them. */
export class Distribution {
  /** The folder of `sys.path` that it is installed in. */
  readonly folder: string;
  /** Its `.dist-info` or `.egg-info`; of old kinds, that is a file. */
  readonly metadataFolder: string;
  #headers: ReadonlyMap<string, readonly string[]> | undefined;
  #paths: readonly string[] | undefined;

  constructor(folder: string, metadataName: string) {
    this.folder = folder;
    this.metadataFolder = join(folder, metadataName);
  }

  /** The name as its metadata spell it. */
  get name(): string {
    return this.headers.get('name')?.[0] ?? this.#nameParts[0];
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

  /** Normalised names of the distributions that it requires, without those of extras. */
  get requirements(): string[] {
    const lines = (this.headers.get('requires-dist') ?? []).filter((line) => !/;.*\bextra\s*==/.test(line));
    return lines.flatMap((line) => /^[A-Za-z0-9][\w.-]*/.exec(line)?.[0] ?? []).map(normalizedName);
  }

  /** Absolute paths of its files; nothing where it has no record of them. */
  get files(): readonly string[] | undefined {
    this.#paths ??= this.#readRecord();
    return this.#paths;
  }

  /** The text of one of its metadata files. */
  readMetadata(name: string): string | undefined {
    return this.readMetadataBytes(name)?.toString('utf8');
  }

  /** The bytes of one of its metadata files. */
  readMetadataBytes(name: string): Buffer | undefined {
    // PKG-INFO of old installations is the `.egg-info` itself.
    const file = name === 'PKG-INFO' && !this.#isFolder ? this.metadataFolder : join(this.metadataFolder, name);
    return readBytes(file);
  }

  /** `name-version.dist-info`, `name.egg-info`, `name-version-py3.8.egg-info`. */
  get #nameParts(): [name: string, version: string | undefined] {
    const [name, version] = basename(this.metadataFolder)
      .replace(/\.(?:dist|egg)-info$/, '')
      .split('-');
    return [name, version];
  }

  get #isFolder(): boolean {
    return readBytes(join(this.metadataFolder, 'PKG-INFO')) !== undefined || this.metadataFolder.endsWith('.dist-info');
  }

  #readRecord(): string[] | undefined {
    const record = this.readMetadata('RECORD');
    if (record !== undefined) return recordedPaths(record).map((path) => resolve(this.folder, path));
    const installed = this.readMetadata('installed-files.txt');
    return installed
      ?.split('\n')
      .filter(Boolean)
      .map((path) => resolve(this.metadataFolder, path));
  }
}

function readBytes(file: string): Buffer | undefined {
  try {
    return readFileSync(file);
  } catch {
    return undefined;
  }
}
