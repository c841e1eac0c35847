import { statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { addedSiteFolder, editableFinder } from './editable-finder.ts';
import { folderNames } from './folder-names.ts';
import { pthLines } from './pth-lines.ts';
import type { Release } from './release.ts';

/** A line of a `.pth` file that Python runs and that could not be read instead. */
interface UnreadLine {
  readonly file: string;
  /** Counts from 1. */
  readonly line: number;
  readonly text: string;
}

/** What site folders and their `.pth` files make of `sys.path`. */
export interface SiteFolders {
  /** Site folders, each followed by what its `.pth` files name, as `site.addsitedir` puts them on `sys.path`. */
  readonly folders: readonly string[];
  /** Files by the dotted names that finders of editable installations map to them; asked after every folder. */
  readonly mapped: ReadonlyMap<string, string>;
  /** Folders of namespace packages by dotted name, from such finders; they come after those on the path. */
  readonly namespaces: ReadonlyMap<string, readonly string[]>;
  /** The `.pth` files that named a folder, or brought what is mapped or a namespace, by path. */
  readonly namedBy: ReadonlyMap<string, readonly string[]>;
  readonly unread: readonly UnreadLine[];
}

/** Reads the `.pth` files of site folders, in the order and with the rules of Lib/site.py. Nothing in them is run. */
export function siteFolders(sites: readonly string[], release: Release | undefined): SiteFolders {
  const folders: string[] = [];
  const mapped = new Map<string, string>();
  const namespaces = new Map<string, readonly string[]>();
  const namedBy = new Map<string, string[]>();
  const unread: UnreadLine[] = [];
  /** What the lines that setuptools once put around those of easy-install.pth keep in `sys`. */
  const moved = { since: 0, to: 0 };

  function addSite(site: string): void {
    if (!isFolder(site)) return;
    if (!folders.includes(site)) folders.push(site);
    for (const name of folderNames(site)) if (name.endsWith('.pth')) addPthFile(join(site, name), site);
  }

  function addPthFile(file: string, site: string): void {
    for (const { text, number, isCode } of pthLines(file, release)) {
      if (!isCode) addFolder(resolve(site, text), file);
      else if (!readCode(text, site, file)) unread.push({ file, line: number, text });
    }
  }

  function addFolder(folder: string, file: string): void {
    // Python adds archives as well, which hold nothing that this could read.
    if (!isFolder(folder)) return;
    if (!folders.includes(folder)) folders.push(folder);
    addName(folder, file);
  }

  function addName(place: string, file: string): void {
    const files = namedBy.get(place);
    if (files === undefined) namedBy.set(place, [file]);
    else files.push(file);
  }

  /** @returns whether it is known what the line does to the path */
  function readCode(text: string, site: string, file: string): boolean {
    const added = addedSiteFolder(text);
    if (added !== undefined) addSite(resolve(site, added));
    return added !== undefined || moveFolders(text) || addFinder(text, site, file);
  }

  /** Lines that put what stands between them first on `sys.path` (setuptools before version 50). */
  function moveFolders(text: string): boolean {
    if (/^import sys; *sys\.__plen = len\(sys\.path\)$/.test(text)) moved.since = folders.length;
    else if (/^import sys; *new=sys\.path\[sys\.__plen:\]/.test(text)) {
      const between = folders.splice(moved.since);
      folders.splice(moved.to, 0, ...between);
      moved.to += between.length;
    } else return false;
    return true;
  }

  function addFinder(text: string, site: string, file: string): boolean {
    const finder = editableFinder(text, site);
    if (finder === undefined) return false;
    for (const [name, path] of finder.mapped) {
      if (mapped.has(name)) continue;
      mapped.set(name, path);
      addName(path, file);
    }
    for (const [name, portions] of finder.namespaces) {
      namespaces.set(name, [...(namespaces.get(name) ?? []), ...portions]);
      for (const portion of portions) addName(portion, file);
    }
    return true;
  }

  for (const site of sites) addSite(site);
  return { folders, mapped, namespaces, namedBy, unread };
}

function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch {
    // Also what the file system refuses to name, such as a path with a null character.
    return false;
  }
}
