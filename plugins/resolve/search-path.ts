import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { type CanonicalPath, createCanonicalPaths } from '../deduplicate/canonical-paths.ts';

type ModuleFile =
  /** A file with code. */
  | { readonly file: string; readonly isPackage: boolean }
  /** Compiled code, which no bundle can hold. */
  | { readonly extension: string };

/** What a name is in a list of folders: a file, and in which of them, or the folders of a namespace package. */
export type Location = (ModuleFile & { readonly folder: string }) | { readonly portions: readonly string[] };

type EntryKind = 'file' | 'folder';

interface FolderEntries {
  readonly kinds: ReadonlyMap<string, EntryKind>;
  /** Files of extension modules by the name of the module, of which there may be thousands in a folder. */
  readonly extensions: ReadonlyMap<string, string>;
}

// importlib.machinery.EXTENSION_SUFFIXES on all platforms: .cpython-311-x86_64-linux-gnu.so, .abi3.so, .cp311-win_amd64.pyd
const EXTENSION = /^([^.]+)(?:\.[^.]+)?\.(?:so|pyd)$/;

/** Folders' contents, each read once; names are compared exactly, also where the file system ignores case. */
export class SearchPath {
  readonly #folders = new Map<string, FolderEntries>();
  // A folder whose canonical path cannot be found is no part of a loop: nothing below it can be read.
  readonly #canonicalPath: CanonicalPath = createCanonicalPaths(() => {});

  /** Names and kinds in a folder; empty where there is none. */
  list(folder: string): ReadonlyMap<string, EntryKind> {
    return this.#read(folder).kinds;
  }

  /** Whether the folder is a regular package. */
  isPackage(folder: string): boolean {
    return this.list(folder).get('__init__.py') === 'file';
  }

  /**
   * Finds a module as CPython's `PathFinder` and `FileFinder` do: in each folder a package comes before an extension
   * module, that before a file; a folder without `__init__.py` counts only when no later folder has one of these.
   * @param name the last part of the dotted name
   */
  find(name: string, folders: readonly string[]): Location | undefined {
    const portions: string[] = [];
    for (const folder of folders) {
      const isFolder = this.list(folder).get(name) === 'folder';
      const inner = join(folder, name);
      const found = (isFolder ? this.#module('__init__', inner) : undefined) ?? this.#module(name, folder);
      if (found !== undefined) return { ...found, folder };
      if (isFolder) portions.push(inner);
    }
    return portions.length > 0 ? { portions } : undefined;
  }

  /**
   * Names of the modules and packages in the folders of a package, as far as they are Python: not `__init__` and
   * `__main__`, folders without `__init__.py` only where there is a module somewhere below, and none that a link leads
   * back to, because no list of modules would end there.
   * @param above the folders on the way to the package
   */
  children(folders: readonly string[], above: readonly string[]): string[] {
    const way = new Set([...above, ...folders].map(this.#canonicalPath));
    const names = folders.flatMap((folder) =>
      [...this.list(folder)].flatMap((entry) => this.#child(folder, ...entry, way)),
    );
    return [...new Set(names)];
  }

  #child(folder: string, name: string, kind: EntryKind, way: ReadonlySet<string>): string[] {
    if (name.startsWith('.') || name === '__pycache__') return [];
    if (kind === 'folder') return !name.includes('.') && this.#holdsModules(join(folder, name), way) ? [name] : [];
    const child = name.endsWith('.py') ? name.slice(0, -'.py'.length) : '';
    // A name with a dot would be that of something in a package; `pkgutil.iter_modules` passes over it as well.
    return ['', '__init__', '__main__'].includes(child) || child.includes('.') ? [] : [child];
  }

  #holdsModules(folder: string, way: ReadonlySet<string>): boolean {
    if (way.has(this.#canonicalPath(folder))) return false;
    return this.isPackage(folder) || this.children([folder], [...way]).length > 0;
  }

  /**
   * The file of a name in a folder. Python takes an extension module before the source that lies beside it when that was
   * compiled (mypyc, Cython); a bundle can only hold the source, which does the same.
   */
  #module(name: string, folder: string): ModuleFile | undefined {
    const { kinds, extensions } = this.#read(folder);
    if (kinds.get(`${name}.py`) === 'file') return { file: join(folder, `${name}.py`), isPackage: name === '__init__' };
    const extension = extensions.get(name) ?? (kinds.get(`${name}.pyc`) === 'file' ? `${name}.pyc` : undefined);
    return extension === undefined ? undefined : { extension: join(folder, extension) };
  }

  #read(folder: string): FolderEntries {
    let entries = this.#folders.get(folder);
    if (entries === undefined) this.#folders.set(folder, (entries = readFolder(folder)));
    return entries;
  }

  /** Names of the modules that folders hold, for suggestions. */
  names(folders: readonly string[]): string[] {
    const names = folders.flatMap((folder) => [...this.list(folder)]);
    return names.flatMap(([name, kind]) =>
      kind === 'folder' ? [name] : name.endsWith('.py') ? [name.slice(0, -3)] : [],
    );
  }
}

function readFolder(folder: string): FolderEntries {
  const kinds = new Map<string, EntryKind>();
  const extensions = new Map<string, string>();
  let list;
  try {
    list = readdirSync(folder, { withFileTypes: true });
  } catch {
    // Python skips folders of sys.path that it cannot list.
    return { kinds, extensions };
  }
  for (const entry of list) {
    const isFolder = entry.isSymbolicLink() ? leadsToFolder(join(folder, entry.name)) : entry.isDirectory();
    kinds.set(entry.name, isFolder ? 'folder' : 'file');
    const module = isFolder ? undefined : EXTENSION.exec(entry.name)?.[1];
    if (module !== undefined) extensions.set(module, entry.name);
  }
  return { kinds, extensions };
}

function leadsToFolder(link: string): boolean {
  try {
    return statSync(link).isDirectory();
  } catch {
    // A link to nothing, or to itself: reading it says what is wrong, if anything asks for it.
    return false;
  }
}
