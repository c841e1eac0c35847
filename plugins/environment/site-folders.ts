import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** What the `.pth` files of site folders add to them. */
export interface SiteFolders {
  /** Site folders, each followed by what its `.pth` files name, as `site.addsitedir` puts them on `sys.path`. */
  readonly folders: readonly string[];
  /** The `.pth` file that named a folder. */
  readonly namedBy: ReadonlyMap<string, string>;
}

/**
 * Reads the `.pth` files of site folders (Lib/site.py, `addpackage`): a line is a path, relative to the folder of the
 * file. Lines of code are not run.
 */
export function siteFolders(sites: readonly string[]): SiteFolders {
  const folders = new Set<string>();
  const namedBy = new Map<string, string>();
  for (const site of sites) {
    if (folders.has(site) || !isFolder(site)) continue;
    folders.add(site);
    for (const name of namesIn(site)) {
      if (!name.endsWith('.pth') || name.startsWith('.')) continue;
      for (const line of linesOf(join(site, name))) {
        const path = resolve(site, line.trimEnd());
        if (folders.has(path) || !isFolder(path)) continue;
        folders.add(path);
        namedBy.set(path, join(site, name));
      }
    }
  }
  return { folders: [...folders], namedBy };
}

/** Lines that are paths. */
function linesOf(file: string): string[] {
  try {
    const lines = readFileSync(file, 'utf8')
      .replace(/^\uFEFF/, '')
      .split(/\r\n|\r|\n/);
    return lines.filter((line) => line.trim() !== '' && !/^(?:#|import[ \t])/.test(line));
  } catch {
    return [];
  }
}

/** Names in a folder in the order in which Python sorts them. */
function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder).toSorted();
  } catch {
    return [];
  }
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}
