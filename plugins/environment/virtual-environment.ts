import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { readText } from './read-text.ts';
import { parseRelease, type Release } from './release.ts';

/** What a `pyvenv.cfg` (PEP 405) says. */
export interface VirtualEnvironment {
  /** The environment's folder. */
  readonly prefix: string;
  /** The folder that the interpreter lies in which the environment was made from. */
  readonly home: string | undefined;
  /** Whether the packages of that interpreter, and those of the user, are there as well. */
  readonly includesSystem: boolean;
  readonly release: Release | undefined;
}

/** The environment that an interpreter belongs to, if it does (Lib/site.py, `venv`). No link is followed. */
export function virtualEnvironmentOf(interpreter: string): VirtualEnvironment | undefined {
  const folder = dirname(interpreter);
  const file = [join(folder, 'pyvenv.cfg'), join(dirname(folder), 'pyvenv.cfg')].find((each) => existsSync(each));
  return file === undefined ? undefined : readConfiguration(file, dirname(folder));
}

/** The environment in a folder, if it is one. */
export function virtualEnvironmentIn(folder: string): VirtualEnvironment | undefined {
  const file = join(folder, 'pyvenv.cfg');
  return existsSync(file) ? readConfiguration(file, folder) : undefined;
}

function readConfiguration(file: string, prefix: string): VirtualEnvironment {
  const values = new Map<string, string>();
  for (const line of (readText(file) ?? '').split(/\r\n|\n|\r/)) {
    const equals = line.indexOf('=');
    if (equals !== -1) values.set(line.slice(0, equals).trim().toLowerCase(), line.slice(equals + 1).trim());
  }
  return {
    prefix,
    home: values.get('home'),
    // Python takes what is not said for true.
    includesSystem: (values.get('include-system-site-packages') ?? 'true').toLowerCase() === 'true',
    // venv writes `version`, virtualenv and uv write `version_info`.
    release: parseRelease(values.get('version_info') ?? values.get('version') ?? ''),
  };
}
