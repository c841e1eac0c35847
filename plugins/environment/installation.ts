import { existsSync, lstatSync, realpathSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { environmentWithoutInterpreter, type Message } from '../../core/diagnostics.ts';
import { askInterpreter } from './ask-interpreter.ts';
import { parseRelease, type Release } from './release.ts';
import { siteLayout, userSiteFolder, usesUserSite } from './site-layout.ts';
import { type VirtualEnvironment, virtualEnvironmentIn, virtualEnvironmentOf } from './virtual-environment.ts';

/** Where an interpreter looks for what is installed. */
export interface Installation {
  /** Site folders, as Lib/site.py adds them to `sys.path`; some may not be there. */
  readonly sites: readonly string[];
  readonly release: Release | undefined;
}

/** Gets what is wrong with an environment that can be used all the same. */
export type Warn = (message: Message) => void;

/**
 * The installation of an interpreter or in a folder.
 * @returns `undefined` where there is nothing of the kind
 */
export function installationAt(path: string, warn: Warn): Installation | undefined {
  const kind = kindOf(path);
  if (kind === 'folder') return installationIn(path, warn);
  return kind === undefined ? undefined : installationOf(path, warn);
}

/** A link to an interpreter that is gone is one still: the environment around it may be read. */
function kindOf(path: string): 'file' | 'folder' | undefined {
  try {
    const isLink = lstatSync(path).isSymbolicLink();
    const found = statSync(path, { throwIfNoEntry: false });
    if (found?.isDirectory()) return 'folder';
    return found?.isFile() || (found === undefined && isLink) ? 'file' : undefined;
  } catch {
    return undefined;
  }
}

function installationIn(folder: string, warn: Warn): Installation | undefined {
  const environment = virtualEnvironmentIn(folder);
  if (environment !== undefined) return virtualInstallation(environment, warn);
  const layout = layoutOf(folder, undefined);
  if (layout !== undefined) return layout;
  // A folder of a system whose layout does not tell, or `bin` itself.
  const interpreter = interpreterIn(join(folder, 'bin')) ?? interpreterIn(folder);
  return interpreter === undefined ? undefined : installationOf(interpreter, warn);
}

/** A link to an interpreter is followed only when that lies in no environment, as its own folder says what it sees. */
function installationOf(interpreter: string, warn: Warn): Installation | undefined {
  const environment = virtualEnvironmentOf(interpreter);
  if (environment !== undefined) return virtualInstallation(environment, warn);
  return baseInstallation(interpreter, warn);
}

/** Debian and Fedora patch Lib/site.py of the Python in /usr: it alone knows where it looks. */
function layoutOf(prefix: string, known: Release | undefined): Installation | undefined {
  const layout = prefix === '/usr' ? undefined : siteLayout(prefix, known);
  return layout && { ...layout, sites: withUserSite(userSiteFolder(layout.release), layout.sites) };
}

function askedInstallation(interpreter: string, warn: Warn): Installation | undefined {
  try {
    const { release, executable, sites, userSite } = askInterpreter(interpreter);
    // What was asked may start another interpreter, as pyenv's shims do, and that may be an environment's.
    const environment = virtualEnvironmentOf(executable);
    if (environment !== undefined) return virtualInstallation(environment, warn);
    return { sites: withUserSite(userSite, sites), release };
  } catch {
    return undefined;
  }
}

function withUserSite(userSite: string | undefined, sites: readonly string[]): readonly string[] {
  return userSite === undefined || !usesUserSite() ? sites : [userSite, ...sites];
}

/** An environment's own packages come before the user's, those before the system's (Lib/site.py, `main`). */
function virtualInstallation(environment: VirtualEnvironment, warn: Warn): Installation | undefined {
  const { prefix, home, includesSystem } = environment;
  const own = siteLayout(prefix, environment.release);
  const release = own?.release ?? environment.release;
  const base = home === undefined ? undefined : interpreterIn(home, release);
  if (base === undefined) warn(environmentWithoutInterpreter(prefix, home));
  const system = includesSystem && base !== undefined ? baseInstallation(base, warn) : undefined;
  if (own === undefined && system === undefined) return undefined;
  return { sites: [...(own?.sites ?? []), ...(system?.sites ?? [])], release: release ?? system?.release };
}

function baseInstallation(interpreter: string, warn: Warn): Installation | undefined {
  if (!existsSync(interpreter)) return undefined;
  const file = realpathSync(interpreter);
  const known = parseRelease(/^python(3\.\d+)/.exec(basename(file))?.[1] ?? '');
  return layoutOf(dirname(dirname(file)), known) ?? askedInstallation(interpreter, warn);
}

/** The interpreter in a folder of programs, of a release if that is known. */
function interpreterIn(folder: string, release?: Release): string | undefined {
  const versioned = release === undefined ? [] : [`python${release[0]}.${release[1]}`];
  const names = process.platform === 'win32' ? ['python.exe'] : [...versioned, 'python3', 'python'];
  return names.map((name) => join(folder, name)).find((file) => existsSync(file));
}
