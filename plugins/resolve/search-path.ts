import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** What a name is in a list of folders: a file with code, or the folders of a namespace package. */
export type Location =
  | { readonly file: string; readonly isPackage: boolean }
  | { readonly portions: readonly string[] }
  /** Compiled code, which no bundle can hold. */
  | { readonly extension: string };

type EntryKind = 'file' | 'folder';

// importlib.machinery.EXTENSION_SUFFIXES on all platforms: .cpython-311-x86_64-linux-gnu.so, .abi3.so, .cp311-win_amd64.pyd
const EXTENSION = /^([^.]+)(?:\.[^.]+)?\.(?:so|pyd)$/;

/** Folders' contents, each read once; names are compared exactly, also where the file system ignores case. */
export class SearchPath {
  readonly #folders = new Map<string, ReadonlyMap<string, EntryKind>>();

  /** Names and kinds in a folder; empty where there is none. */
  list(folder: string): ReadonlyMap<string, EntryKind> {
    let entries = this.#folders.get(folder);
    if (entries === undefined) this.#folders.set(folder, (entries = readFolder(folder)));
    return entries;
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
      const entries = this.list(folder);
      const isFolder = entries.get(name) === 'folder';
      const inner = join(folder, name);
      if (isFolder && this.isPackage(inner)) return { file: join(inner, '__init__.py'), isPackage: true };
      const extension = [...entries.keys()].find((entry) => EXTENSION.exec(entry)?.[1] === name);
      if (extension !== undefined) return { extension: join(folder, extension) };
      if (entries.get(`${name}.py`) === 'file') return { file: join(folder, `${name}.py`), isPackage: false };
      if (isFolder) portions.push(inner);
    }
    return portions.length > 0 ? { portions } : undefined;
  }

  /**
   * Names of the modules and packages in the folders of a package, as far as they are Python: not `__init__` and
   * `__main__`, and folders without `__init__.py` only where there is a module somewhere below.
   */
  children(folders: readonly string[]): string[] {
    const names = folders.flatMap((folder) => [...this.list(folder)].flatMap((entry) => this.#child(folder, ...entry)));
    return [...new Set(names)];
  }

  #child(folder: string, name: string, kind: EntryKind): string[] {
    if (name.startsWith('.') || name === '__pycache__') return [];
    if (kind === 'folder') return !name.includes('.') && this.#holdsModules(join(folder, name)) ? [name] : [];
    const child = name.endsWith('.py') ? name.slice(0, -'.py'.length) : '';
    // A name with a dot would be that of something in a package; `pkgutil.iter_modules` passes over it as well.
    return ['', '__init__', '__main__'].includes(child) || child.includes('.') ? [] : [child];
  }

  #holdsModules(folder: string): boolean {
    return this.isPackage(folder) || this.children([folder]).length > 0;
  }

  /** Names of the modules that folders hold, for suggestions. */
  names(folders: readonly string[]): string[] {
    const names = folders.flatMap((folder) => [...this.list(folder)]);
    return names.flatMap(([name, kind]) =>
      kind === 'folder' ? [name] : name.endsWith('.py') ? [name.slice(0, -3)] : [],
    );
  }
}

function readFolder(folder: string): Map<string, EntryKind> {
  const entries = new Map<string, EntryKind>();
  let list;
  try {
    list = readdirSync(folder, { withFileTypes: true });
  } catch {
    // Python skips folders of sys.path that it cannot list.
    return entries;
  }
  for (const entry of list) {
    if (entry.isDirectory()) entries.set(entry.name, 'folder');
    else if (!entry.isSymbolicLink()) entries.set(entry.name, 'file');
    else entries.set(entry.name, leadsToFolder(join(folder, entry.name)) ? 'folder' : 'file');
  }
  return entries;
}

function leadsToFolder(link: string): boolean {
  try {
    return statSync(link).isDirectory();
  } catch {
    // A link to nothing, or to itself: reading it says what is wrong, if anything asks for it.
    return false;
  }
}
