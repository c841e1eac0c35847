// What native positions add to the start of a program of 30,000 lines, on every Python found: `npm run bench:positions -- [RUNS]`.
// Processor time of whole processes, each beside one of a bundle without positions.
import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findPythons } from '../test/pythons.ts';
import { generateModules } from './programs.ts';
import { cache, command, newest, run } from './tools.ts';

const MODULES = 100;
const LINES = 300;

/** What `measure_pair.py` prints. */
interface Comparison {
  readonly seconds: readonly [first: number, second: number];
  readonly ratio: number;
}

/** Below what the programs print. */
const lastLine = (text: string): string => text.trimEnd().split('\n').at(-1)!;

const measurePair = join(dirname(fileURLToPath(import.meta.url)), 'measure_pair.py');
const runs = process.argv[2] ?? '20';
const folder = join(cache, 'positions');
mkdirSync(folder, { recursive: true });
generateModules(folder, MODULES, LINES);
for (const mode of ['off', 'native']) {
  // With tree shaking most functions would be gone.
  const flags = ['--tree-shaking', 'off', '--positions', mode, '--no-config'];
  run(process.execPath, [command, 'main.py', '--output', `out/${mode}.py`, ...flags], folder);
}
console.log('| CPython | off | native | native / off |\n|---|---|---|---|');
for (const { path, version } of findPythons()) {
  const commands = [path, 'out/off.py', '--', path, 'out/native.py'];
  const { seconds, ratio } = JSON.parse(
    lastLine(run(newest.path, [measurePair, runs, folder, ...commands])),
  ) as Comparison;
  const cells = [version.join('.'), ...seconds.map((each) => `${each.toFixed(3)} s`), ratio.toFixed(3)];
  console.log(`| ${cells.join(' | ')} |`);
}
