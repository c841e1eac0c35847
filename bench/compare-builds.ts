import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cache, newest, run } from './tools.ts';

/** Two commands beside each other: processor time in seconds, and the median of how many times the first one's the second takes. */
export interface Comparison {
  readonly seconds: readonly [first: number, second: number];
  readonly ratio: number;
}

const script = join(dirname(fileURLToPath(import.meta.url)), 'measure_pair.py');

/** Runs two commands in turn, in the folder of the programs. */
export function compareCommands(first: readonly string[], second: readonly string[], runs: number): Comparison {
  return JSON.parse(run(newest.path, [script, String(runs), cache, ...first, '--', ...second])) as Comparison;
}

/** `1.53 s beside 1.44 s: 6.2 % added`. */
export function describeComparison({ seconds: [first, second], ratio }: Comparison): string {
  return `${second.toFixed(2)} s beside ${first.toFixed(2)} s: ${((ratio - 1) * 100).toFixed(1)} % added`;
}
