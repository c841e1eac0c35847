import { execFileSync } from 'node:child_process';
import type { Release } from './release.ts';

/** What an interpreter says of itself. */
export interface InterpreterAnswer {
  readonly release: Release;
  /** Absolute path of the interpreter that answered, which a shim is not. */
  readonly executable: string;
  /** The folders that `site` adds to `sys.path`, that of the user left out. */
  readonly sites: readonly string[];
  /** The user's folder; none where there is no home. */
  readonly userSite: string | undefined;
}

// `-S` keeps `site` from adding folders, so no line of a .pth file and no sitecustomize runs; importing it then does
// nothing but define functions. `-I` keeps the working folder and the variables away from `sys.path`.
const question = `import json, site, sys
print(json.dumps([sys.version_info[:3], sys.executable, site.getsitepackages(), site.getusersitepackages()]))`;

/**
 * Asks an interpreter where it looks for installed packages. Distributions of Linux patch Lib/site.py, so the layout of
 * folders does not always tell.
 * @throws what running it throws, and an error when it answers something else
 */
export function askInterpreter(file: string): InterpreterAnswer {
  const output = execFileSync(file, ['-I', '-S', '-c', question], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
    timeout: 30_000,
    windowsHide: true,
  });
  const [release, executable, sites, userSite] = JSON.parse(output) as [Release, string, string[], string | null];
  return { release, executable, sites, userSite: userSite ?? undefined };
}
