import { dirname, join, sep } from 'node:path';
import { existsSync } from 'node:fs';
import type { Distribution } from './distribution.ts';
import { folderNames } from './folder-names.ts';
import {
  filesOfFolder,
  filesOfModule,
  filesOfNames,
  type InstalledFiles,
  isPackageFile,
  topLevelName,
} from './installed-files.ts';
import type { SiteFolders } from './site-folders.ts';

/** Where the code of an editable installation lies. */
export interface EditablePlaces {
  /** Folders of the path that a `.pth` file of its own named. */
  readonly folders: readonly string[];
  /** Files by dotted name. */
  readonly mapped: ReadonlyMap<string, string>;
  /** Folders of namespace packages by dotted name. */
  readonly namespaces: ReadonlyMap<string, readonly string[]>;
}

/** The places of each distribution whose record lists a `.pth` file that named some. */
export function editablePlaces(
  distributions: readonly Distribution[],
  { folders, mapped, namespaces, namedBy }: SiteFolders,
): Map<Distribution, EditablePlaces> {
  const places = new Map<Distribution, EditablePlaces>();
  const pthFiles = new Set([...namedBy.values()].flat());
  if (pthFiles.size === 0) return places;
  for (const distribution of distributions) {
    const recorded = (distribution.recorded ?? []).filter((path) => path.endsWith('.pth'));
    const own = new Set(recorded.map((path) => join(distribution.folder, path)).filter((file) => pthFiles.has(file)));
    if (own.size === 0) continue;
    const isOwn = (place: string): boolean => namedBy.get(place)?.some((file) => own.has(file)) === true;
    places.set(distribution, {
      folders: folders.filter(isOwn),
      mapped: new Map([...mapped].filter(([, file]) => isOwn(file))),
      namespaces: new Map([...namespaces].map(([name, portions]) => [name, portions.filter(isOwn)])),
    });
  }
  return places;
}

/** Whether a file lies where a finder of the installation leads. */
export function isMapped(file: string, { mapped, namespaces }: EditablePlaces): boolean {
  const isIn = (folder: string): boolean => file.startsWith(folder + sep);
  const belongsTo = (module: string): boolean => file === module || (isPackageFile(module) && isIn(dirname(module)));
  return [...mapped.values()].some(belongsTo) || [...namespaces.values()].flat().some(isIn);
}

/** Top-level names by which the installation is imported. */
export function placedNames({ folders, mapped, namespaces }: EditablePlaces, listed?: readonly string[]): Set<string> {
  const dotted = [
    ...mapped.keys(),
    ...[...namespaces].flatMap(([name, portions]) => (portions.length > 0 ? name : [])),
  ];
  return new Set([
    ...dotted.map(topLevelName),
    ...(folders.length === 0 ? [] : (listed ?? folders.flatMap(modulesIn))),
  ]);
}

/** The files of the installation, by their paths relative to the folder that imports start from. */
export function placedFiles(
  { folders, mapped, namespaces }: EditablePlaces,
  names: ReadonlySet<string>,
): InstalledFiles {
  const parts = [
    ...folders.map((folder) => filesOfNames(folder, names)),
    ...[...namespaces].flatMap(([name, portions]) => portions.map((portion) => filesOfFolder(name, portion))),
    ...[...mapped].map(([name, file]) => filesOfModule(name, file)),
  ];
  return new Map(parts.flatMap((part) => Array.from(part)));
}

/** Names of modules and regular packages; a project's folder holds much else. */
function modulesIn(folder: string): string[] {
  return folderNames(folder).flatMap((name) => {
    if (name.endsWith('.py')) return name.slice(0, -3);
    return existsSync(join(folder, name, '__init__.py')) ? name : [];
  });
}
