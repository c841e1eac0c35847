import { existsSync, readFileSync, type Stats, statSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { entryNotFound, error, folderWithoutEntry, unreadableFile } from '../../core/diagnostics.ts';
import { nearest } from '../../core/nearest.ts';
import type { FrozenOptions } from '../../core/options.ts';
import type { Resolution } from '../../core/plugin.ts';
import { decodeSource } from '../../core/python/decode-source.ts';
import { facts } from '../../core/python/facts.ts';
import { fileErrorReason } from '../../core/write-output.ts';
import { projectRoot } from './project-root.ts';
import type { SearchPath } from './search-path.ts';

/** The module that runs as `__main__`, and where its imports are looked for. */
export interface Entry {
  readonly resolution: Resolution;
  /** Code that stands for a file: standard input, or a call of `module:function`. */
  readonly code?: string;
  readonly roots: readonly string[];
}

const FUNCTION = /^([\p{ID_Start}_][\p{ID_Continue}.]*):([\p{ID_Start}_][\p{ID_Continue}.]*)$/u;
const DOTTED = /^[\p{ID_Start}_][\p{ID_Continue}]*(?:\.[\p{ID_Start}_][\p{ID_Continue}]*)*$/u;

/** Folders in which a program's modules lie: the first one given, the project's `src`, then `--path`. */
function searchRoots(first: readonly string[], options: FrozenOptions): string[] {
  const project = projectRoot(first[0]);
  const source = project === undefined ? [] : [join(project, 'src')].filter((folder) => existsSync(folder));
  return [...new Set([...first, ...source, ...options.path])];
}

/** The dotted name of a package folder and the folder its outermost package lies in. */
function packageOf(folder: string, search: SearchPath): { name: string; root: string } {
  const parts: string[] = [];
  let root = folder;
  for (; search.isPackage(root) && dirname(root) !== root; root = dirname(root)) parts.unshift(basename(root));
  return { name: parts.join('.'), root };
}

function hasRelativeImports(file: string): boolean {
  try {
    const source = decodeSource(readFileSync(file));
    return 'text' in source && facts(source.text).imports.some(({ level }) => level > 0);
  } catch {
    // Whatever is wrong with the file is reported when it is loaded.
    return false;
  }
}

/**
 * A file runs as a script, with its own folder first on the path; one in a package that imports relatively runs as
 * `python -m package.module` would, which is the only way in which it can.
 */
function fileEntry(file: string, asModule: boolean, search: SearchPath, options: FrozenOptions): Entry {
  const folder = dirname(file);
  const { name, root } = packageOf(folder, search);
  const inPackage = name !== '' && (asModule || hasRelativeImports(file));
  const packageName = inPackage || asModule ? name : undefined;
  const path = inPackage ? `${name.replaceAll('.', '/')}/${basename(file)}` : basename(file);
  const first = inPackage || root === folder ? [root] : [folder, root];
  const resolution = { id: 'file:__main__', file, path, package: packageName };
  return { resolution, roots: searchRoots(first, options) };
}

function folderEntry(folder: string, search: SearchPath, options: FrozenOptions): Entry {
  const names = search.list(folder);
  const name = ['__main__.py', '__init__.py'].find((candidate) => names.has(candidate));
  if (name === undefined) error({ ...folderWithoutEntry(options.entry), file: folder });
  return fileEntry(join(folder, name), true, search, options);
}

function moduleEntry(name: string, search: SearchPath, options: FrozenOptions): Entry | undefined {
  let folders: readonly string[] = searchRoots([options.cwd], options);
  const parts = name.split('.');
  for (const [index, part] of parts.entries()) {
    const location = search.find(part, folders);
    if (location === undefined || 'extension' in location) return undefined;
    const isLast = index === parts.length - 1;
    if ('file' in location && isLast) {
      const file = location.isPackage ? join(dirname(location.file), '__main__.py') : location.file;
      return existsSync(file) ? moduleFileEntry(file, name, location.isPackage, options) : undefined;
    }
    folders = 'file' in location ? [dirname(location.file)] : location.portions;
    if (isLast && existsSync(join(folders[0], '__main__.py'))) {
      return moduleFileEntry(join(folders[0], '__main__.py'), name, true, options);
    }
  }
  return undefined;
}

/** What `python -m name` runs, with the `__package__` it gives. */
function moduleFileEntry(file: string, name: string, isPackage: boolean, options: FrozenOptions): Entry {
  const packageName = isPackage ? name : name.slice(0, Math.max(0, name.lastIndexOf('.')));
  const path = [...packageName.split('.'), basename(file)].filter(Boolean).join('/');
  return {
    resolution: { id: 'file:__main__', file, path, package: packageName },
    roots: searchRoots([options.cwd], options),
  };
}

/** What the script that pip writes for a console script does. */
function functionEntry(module: string, attribute: string, options: FrozenOptions): Entry {
  const [first] = attribute.split('.');
  const code = `import sys\nfrom ${module} import ${first}\n\nif __name__ == "__main__":\n    sys.exit(${attribute}())\n`;
  const resolution = { id: 'virtual:__main__', path: '__main__.py' };
  return { resolution, code, roots: searchRoots([options.cwd], options) };
}

/**
 * Finds the entry: standard input (`-`), a file, a package folder, `module:function`, or a dotted module.
 * @throws CriboError `ENTRY_NOT_FOUND`, `FOLDER_WITHOUT_ENTRY`
 */
export function findEntry(options: FrozenOptions, search: SearchPath): Entry {
  const { entry, cwd } = options;
  if (entry === '-') {
    const resolution = { id: 'virtual:__main__', path: '__main__.py' };
    return { resolution, code: readFileSync(0, 'utf8'), roots: searchRoots([cwd], options) };
  }
  const path = resolve(cwd, entry);
  const found = statOf(path);
  if (found?.isDirectory()) return folderEntry(path, search, options);
  if (found !== undefined) return fileEntry(path, false, search, options);
  const [, module, attribute] = FUNCTION.exec(entry) ?? [];
  if (module !== undefined && moduleExists(module, search, options)) return functionEntry(module, attribute, options);
  const dotted = DOTTED.test(entry) ? moduleEntry(entry, search, options) : undefined;
  if (dotted !== undefined) return dotted;
  const beside = [...search.list(dirname(path)).keys()].map((name) => join(dirname(entry), name));
  return error(entryNotFound(entry, nearest(entry, beside)));
}

function statOf(path: string): Stats | undefined {
  try {
    return statSync(path, { throwIfNoEntry: false });
  } catch (cause) {
    return error({ ...unreadableFile(path, fileErrorReason(cause)), file: path }, cause);
  }
}

function moduleExists(name: string, search: SearchPath, options: FrozenOptions): boolean {
  let folders: readonly string[] = searchRoots([options.cwd], options);
  for (const part of name.split('.')) {
    const location = search.find(part, folders);
    if (location === undefined || 'extension' in location) return false;
    folders = 'file' in location ? [dirname(location.file)] : location.portions;
  }
  return true;
}
