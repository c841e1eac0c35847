import { realpathSync, type Stats, statSync } from 'node:fs';
import { basename, dirname, join, resolve, sep } from 'node:path';
import type { Distribution } from './distribution.ts';
import { folderNames } from './folder-names.ts';

/** Absolute paths of files by their paths relative to the folder that imports start from, with `/`. */
export type InstalledFiles = ReadonlyMap<string, string>;

/**
 * What a record lists below the folder of the distribution, its metadata left out. Names that lead out of the folder are
 * left out as well; those of scripts do.
 */
export function recordedFiles({ folder, recorded = [] }: Distribution): InstalledFiles {
  const files = new Map<string, string>();
  for (const path of recorded) {
    // What nearly all paths are needs no resolving, as there are thousands.
    const isPlain = sep === '/' && !path.startsWith('/') && !path.includes('..') && !path.includes('./');
    const file = isPlain ? `${folder}/${path}` : resolve(folder, path);
    const isInside = file.startsWith(folder + sep);
    if (!isInside || isMetadata(path)) continue;
    // flit can install a link to the folder of a package, and records that alone.
    if (/^\w+$/.test(path)) addFiles(file, path, files);
    else files.set(file.slice(folder.length + 1).replaceAll(sep, '/'), file);
  }
  return files;
}

/** Lists what lies in a folder under top-level import names: packages' folders with all below them, files of modules. */
export function filesOfNames(folder: string, names: ReadonlySet<string>): InstalledFiles {
  const files = new Map<string, string>();
  for (const name of folderNames(folder)) {
    if (names.has(topLevelName(name)) && !isMetadata(name)) addFiles(join(folder, name), name, files);
  }
  return files;
}

/** The files in a folder that holds a package of a dotted name. */
export function filesOfFolder(name: string, folder: string): InstalledFiles {
  const files = new Map<string, string>();
  addFiles(folder, name.replaceAll('.', '/'), files);
  return files;
}

/** The files of a module or package of which the file to import is known. */
export function filesOfModule(name: string, file: string): InstalledFiles {
  if (isPackageFile(file)) return filesOfFolder(name, dirname(file));
  return new Map([[`${name.replaceAll('.', '/')}${basename(file).replace(/^[^.]*/, '')}`, file]]);
}

/** Whether a file is the one that runs when a package is imported. */
export function isPackageFile(file: string): boolean {
  return basename(file).startsWith('__init__.');
}

/** The import name that a path below a folder of `sys.path` belongs to. */
export function topLevelName(path: string): string {
  const end = path.search(/[./\\]/);
  return end === -1 ? path : path.slice(0, end);
}

/** Whether a path is one of the folders with what is known of a distribution, or in one. */
export function isMetadata(path: string): boolean {
  return /^[^/\\]*\.(?:dist|egg)-info(?:[/\\]|$)/i.test(path);
}

/** Adds a file, or all files in a folder, under paths that begin with `path`. */
function addFiles(place: string, path: string, files: Map<string, string>, around: readonly string[] = []): void {
  const kind = statOf(place);
  if (kind?.isFile()) files.set(path, place);
  if (!kind?.isDirectory()) return;
  const real = realpathSync(place);
  // A link may lead to a folder that it lies in.
  if (around.includes(real)) return;
  for (const name of folderNames(place)) {
    // Environments and caches of tools lie in hidden folders of a project.
    if (name === '__pycache__' || name.startsWith('.')) continue;
    addFiles(join(place, name), `${path}/${name}`, files, [...around, real]);
  }
}

function statOf(path: string): Stats | undefined {
  try {
    return statSync(path);
  } catch {
    // A link to nothing, or to itself.
    return undefined;
  }
}
