import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** A CPython of this machine. */
export interface Python {
  /** `[3, 8]` to `[3, 14]`; one interpreter a minor version. */
  readonly version: readonly [major: number, minor: number];
  /** The executable. */
  readonly path: string;
}

const oldest = 8;
const newest = 14;

/**
 * CPython 3.14 as WebAssembly, to be run like any Python: an executable that takes the usual command line. It has no
 * processes and no threads; a run takes half a second.
 */
export const pyodidePython: Python = {
  version: [3, 14],
  path: fileURLToPath(new URL('pyodide-python.mjs', import.meta.url)),
};

let found: Python[] | undefined;

/**
 * Every CPython from 3.8 on, oldest first: those of pyenv (`$PYENV_ROOT/versions`), and `python3.N` or `python3` on the
 * PATH for minor versions that pyenv lacks. `CRIBO_TEST_PYTHONS=3.8,3.13` narrows the list.
 */
export function findPythons(): Python[] {
  if (found === undefined) {
    const byMinor = new Map<number, string>();
    for (const { path, expected } of candidates()) {
      if (expected !== undefined && byMinor.has(expected)) continue;
      // A pyenv shim fails where its version is not selected, so ask the interpreter itself.
      const minor = minorVersion(path);
      if (minor !== undefined && minor >= oldest && minor <= newest && !byMinor.has(minor)) byMinor.set(minor, path);
    }
    const wanted = process.env.CRIBO_TEST_PYTHONS?.split(',');
    found = [...byMinor]
      .toSorted(([a], [b]) => a - b)
      .map(([minor, path]): Python => ({ version: [3, minor], path }))
      .filter(({ version }) => wanted === undefined || wanted.includes(version.join('.')));
  }
  return found;
}

/** Paths that exist and the minor version that the name promises, the preferred first. */
function candidates(): { path: string; expected: number | undefined }[] {
  const versions = join(process.env.PYENV_ROOT ?? join(homedir(), '.pyenv'), 'versions');
  const installed = existsSync(versions) ? readdirSync(versions) : [];
  const folders = (process.env.PATH ?? '').split(delimiter);
  const minors = Array.from({ length: newest - oldest + 1 }, (_, index) => oldest + index);
  return [
    ...installed.toSorted().map((name) => ({ path: join(versions, name, 'bin', 'python'), expected: promised(name) })),
    ...minors.flatMap((minor) =>
      folders.map((folder) => ({ path: join(folder, `python3.${minor}`), expected: minor })),
    ),
    ...folders.map((folder) => ({ path: join(folder, 'python3'), expected: undefined })),
  ].filter(({ path, expected }) => existsSync(path) && (expected === undefined || expected >= oldest));
}

function promised(folder: string): number {
  const match = /^3\.(\d+)\.\d+$/.exec(folder);
  return match ? Number(match[1]) : 0;
}

function minorVersion(python: string): number | undefined {
  const program = 'import sys; print(sys.implementation.name, *sys.version_info[:2])';
  try {
    const output = execFileSync(python, ['-I', '-c', program], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    const match = /^cpython 3 (\d+)\s*$/.exec(output);
    return match ? Number(match[1]) : undefined;
  } catch {
    return undefined;
  }
}
