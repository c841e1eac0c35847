import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll } from 'vitest';
import type { Python } from '../pythons.ts';

const folders: string[] = [];

afterAll(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/** A virtual environment that `python -m venv` made, without pip. */
export interface MadeEnvironment {
  readonly folder: string;
  /** Its interpreter. */
  readonly python: string;
  /** Its folder of packages. */
  readonly site: string;
}

/** Writes files below a folder, with the folders around them. */
export function writeFiles(folder: string, files: Readonly<Record<string, string | Uint8Array>>): void {
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
}

/** Makes an environment of an interpreter in a new folder, which is removed when the tests of the file have ended. */
export function makeEnvironment(python: Python, ...flags: readonly string[]): MadeEnvironment {
  const parent = realpathSync(mkdtempSync(join(tmpdir(), 'cribo-environment-')));
  folders.push(parent);
  const folder = join(parent, 'environment');
  execFileSync(python.path, ['-m', 'venv', '--without-pip', ...flags, folder], { stdio: 'ignore' });
  const library = readdirSync(join(folder, 'lib')).find((name) => name.startsWith('python'))!;
  return { folder, python: join(folder, 'bin', 'python'), site: join(folder, 'lib', library, 'site-packages') };
}

/** Runs something with variables of the environment set, or taken away. */
export function withVariables<T>(variables: Readonly<Record<string, string | undefined>>, action: () => T): T {
  const before = Object.fromEntries(Object.keys(variables).map((name) => [name, process.env[name]]));
  const set = (values: Readonly<Record<string, string | undefined>>): void => {
    for (const [name, value] of Object.entries(values)) {
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
  };
  set(variables);
  try {
    return action();
  } finally {
    set(before);
  }
}
