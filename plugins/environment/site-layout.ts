import { existsSync, realpathSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { folderNames } from './folder-names.ts';
import type { Release } from './release.ts';

/** The site folders below a prefix, as far as their places alone tell. */
export interface SiteLayout {
  /** Absolute paths, in the order in which Python adds them to `sys.path`. */
  readonly sites: readonly string[];
  readonly release: Release | undefined;
}

/**
 * Finds the site folders of a prefix (Lib/site.py, `getsitepackages`): `lib/python3.12/site-packages`, where the system
 * has one `lib64/...` before it, or `Lib/site-packages` on Windows, where the prefix itself is one too.
 * @param known the release, where something else tells it
 */
export function siteLayout(prefix: string, known: Release | undefined): SiteLayout | undefined {
  return unixLayout(prefix, known) ?? windowsLayout(prefix, known);
}

function unixLayout(prefix: string, known: Release | undefined): SiteLayout | undefined {
  const found = ['lib', 'lib64'].flatMap((library) => versionFolders(join(prefix, library)));
  const minors = new Set(found.map(({ minor }) => minor));
  // A folder of an environment may have been upgraded; the newest is the one whose packages were put there last.
  const minor = known !== undefined && minors.has(known[1]) ? known[1] : Math.max(...minors);
  const sites = found.filter((each) => each.minor === minor).map(({ site }) => site);
  if (sites.length === 0) return undefined;
  const [library, second] = sites;
  // Of an environment lib64 is a link to lib.
  const differs = second !== undefined && realpathSync(library) !== realpathSync(second);
  const release: Release = known?.[1] === minor ? known : [3, minor];
  return { sites: differs ? [second, library] : [library], release };
}

interface VersionFolder {
  readonly minor: number;
  readonly site: string;
}

/** `python3.12/site-packages` in a folder of libraries; `python3.13t` is the free-threaded build's. */
function versionFolders(library: string): VersionFolder[] {
  return folderNames(library).flatMap((name) => {
    const minor = /^python3\.(\d+)t?$/.exec(name)?.[1];
    const site = join(library, name, 'site-packages');
    return minor === undefined || !existsSync(site) ? [] : [{ minor: Number(minor), site }];
  });
}

function windowsLayout(prefix: string, known: Release | undefined): SiteLayout | undefined {
  const site = join(prefix, 'Lib', 'site-packages');
  if (!existsSync(site)) return undefined;
  const minor = folderNames(prefix).flatMap((name) => /^python3(\d+)\.dll$/i.exec(name)?.[1] ?? [])[0];
  return { sites: [prefix, site], release: known ?? (minor === undefined ? undefined : [3, Number(minor)]) };
}

/** The folder of packages that belong to the user alone, if Python looks there (Lib/site.py, `getusersitepackages`). */
export function userSiteFolder(release: Release | undefined): string | undefined {
  const { PYTHONUSERBASE, APPDATA } = process.env;
  if (release === undefined) return undefined;
  const [major, minor] = release;
  if (process.platform === 'win32') {
    const base = PYTHONUSERBASE || join(APPDATA || homedir(), 'Python');
    return join(base, `Python${major}${minor}`, 'site-packages');
  }
  const unix = join(PYTHONUSERBASE || join(homedir(), '.local'), 'lib', `python${major}.${minor}`, 'site-packages');
  const framework = join(homedir(), 'Library', 'Python', `${major}.${minor}`, 'lib', 'python', 'site-packages');
  const isFramework = process.platform === 'darwin' && !PYTHONUSERBASE && existsSync(framework);
  return isFramework ? framework : unix;
}

/** Whether Python looks into the user's folder at all (Lib/site.py, `check_enableusersite`). */
export function usesUserSite(): boolean {
  const isSame = process.geteuid?.() === process.getuid?.() && process.getegid?.() === process.getgid?.();
  return isSame && !process.env.PYTHONNOUSERSITE;
}
