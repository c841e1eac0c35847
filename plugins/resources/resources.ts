import { createHash } from 'node:crypto';

/** A file in the bundle that is no module. */
export interface Resource {
  /** Path below the folder that the modules lie in, with `/`. */
  readonly path: string;
  readonly bytes: Uint8Array;
  /** Where it was read. */
  readonly file: string;
}

/** The files of a bundle that are no modules. */
export class Resources {
  readonly #files = new Map<string, Resource>();
  readonly #extracted = new Set<string>();

  /** Adds a file; of two with one path the first stays, as the first on the path does in Python. */
  add(resource: Resource): void {
    if (!this.#files.has(resource.path)) this.#files.set(resource.path, resource);
  }

  /** Has the files of a top-level package put on the disk when the program runs. */
  extract(packageName: string): void {
    this.#extracted.add(packageName);
  }

  isExtracted(packageName: string): boolean {
    return this.#extracted.has(packageName);
  }

  get isEmpty(): boolean {
    return this.#files.size === 0 && this.#extracted.size === 0;
  }

  /** Whether there is anything for `importlib.metadata`. */
  get hasMetadata(): boolean {
    return [...this.#files.keys()].some((path) => /^[^/]+\.(?:dist|egg)-info\//.test(path));
  }

  /** The files in the order of their paths, whatever the order in which they were found. */
  get files(): Resource[] {
    return [...this.#files.values()].toSorted((a, b) => (a.path < b.path ? -1 : 1));
  }

  /** The folder that each extracted package gets in the user's cache: its name and a hash of its files. */
  get extracted(): Map<string, string> {
    return new Map([...this.#extracted].toSorted().map((name) => [name, `${name}-${this.#hash(name)}`]));
  }

  #hash(packageName: string): string {
    const hash = createHash('sha256');
    for (const { path, bytes } of this.files) {
      if (path.startsWith(`${packageName}/`)) hash.update(`${path}\0${bytes.length}\0`).update(bytes);
    }
    return hash.digest('hex').slice(0, 16);
  }
}
