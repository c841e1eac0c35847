import { existsSync, readdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { FrozenOptions } from '../../core/options.ts';
import type { PythonVersion } from '../../core/python/facts.ts';
import { Distribution } from './distribution.ts';
import { Environment } from './environment.ts';
import { siteFolders } from './site-folders.ts';

/** Finds the environment that a program runs in, without running anything. */
export function findEnvironment(options: FrozenOptions): Environment | undefined {
  const prefix = prefixOf(options);
  if (prefix === undefined) return undefined;
  const { sites, version } = sitePackages(prefix);
  const { folders } = siteFolders(sites);
  const distributions = folders.flatMap((folder) => {
    const names = readdirSync(folder).filter((name) => /\.(?:dist|egg)-info$/.test(name));
    return names.map((name) => new Distribution(folder, name));
  });
  return new Environment({ folders, distributions, mapped: new Map(), editable: new Map(), version });
}

/** The folder of the environment that `--python` names, that is active, or that lies beside the project. */
function prefixOf({ python, cwd }: FrozenOptions): string | undefined {
  if (python !== undefined) return statSync(python).isDirectory() ? python : dirname(dirname(python));
  const { VIRTUAL_ENV, CONDA_PREFIX } = process.env;
  return [VIRTUAL_ENV, CONDA_PREFIX, join(cwd, '.venv')].find((folder) => folder !== undefined && existsSync(folder));
}

interface SitePackages {
  readonly sites: readonly string[];
  readonly version: PythonVersion | undefined;
}

/** `lib/python3.12/site-packages` below a prefix, `Lib/site-packages` on Windows. */
function sitePackages(prefix: string): SitePackages {
  const library = join(prefix, 'lib');
  const names = existsSync(library) ? readdirSync(library) : [];
  const [found] = names.flatMap((name) => {
    const minor = /^python3\.(\d+)$/.exec(name)?.[1];
    return minor === undefined ? [] : [{ name, minor: Number(minor) }];
  });
  if (found === undefined) return { sites: [join(prefix, 'Lib', 'site-packages')], version: undefined };
  return { sites: [join(library, found.name, 'site-packages')], version: [3, found.minor] };
}
