import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findPythons } from '../test/pythons.ts';

const here = dirname(fileURLToPath(import.meta.url));

/** Where everything is installed and generated. */
export const cache = join(here, '../.cache/bench');

/** The newest CPython found that peers run on. */
export const newest = findPythons().findLast(({ version }) => version[1] <= 13)!;

/** The interpreter of the peers' virtual environment. */
export const python = join(cache, 'venv/bin/python');
export const command = join(here, '../dist/cli.js');

/** Runs a command to its end. */
export function run(file: string, args: string[], cwd = cache): string {
  const result = spawnSync(file, args, { cwd, encoding: 'utf8', maxBuffer: 1 << 28 });
  if (result.status !== 0) throw new Error(`${file} ${args.join(' ')}: ${result.stderr}`);
  return result.stdout;
}

/** Installs the peers into a virtual environment, once. */
export function installPeers(): void {
  mkdirSync(cache, { recursive: true });
  const ready = join(cache, 'peers-ready');
  if (existsSync(ready)) return;
  process.stderr.write('installing peers ...\n');
  run(newest.path, ['-m', 'venv', 'venv']);
  run(python, ['-m', 'pip', 'install', '--quiet', 'cribo==0.9.2', 'stickytape==0.2.1']);
  writeFileSync(ready, '');
}

/** The tools, with the command that bundles FOLDER/main.py into OUTPUT; the peers find modules beside the entry. */
export const tools: Record<string, (folder: string, output: string) => string[]> = {
  'this cribo': (folder, output) => [
    process.execPath,
    command,
    // The one at the top of this repository is not of these programs.
    '--no-config',
    '--entry',
    `${folder}/main.py`,
    '--output',
    output,
  ],
  'cribo 0.9.2 (PyPI)': (folder, output) => [
    join(cache, 'venv/bin/cribo'),
    '--entry',
    `${folder}/main.py`,
    '--output',
    output,
  ],
  'stickytape 0.2.1': (folder, output) => [
    join(cache, 'venv/bin/stickytape'),
    `${folder}/main.py`,
    '--add-python-path',
    folder,
    '--output-file',
    output,
  ],
};

/** What a command takes. */
export interface Measure {
  readonly seconds: number;
  readonly mebibytes: number;
  readonly status: number;
}

/** Runs a command several times: the median of the seconds, the highest peak of memory. */
export function measure(runs: number, args: string[], cwd = cache): Measure {
  return JSON.parse(run(newest.path, [join(here, 'measure.py'), String(runs), cwd, ...args])) as Measure;
}
