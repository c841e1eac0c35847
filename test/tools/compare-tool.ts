import { describe, expect, test } from 'vitest';
import type { Python } from '../pythons.ts';
import type { CommandOptions, Outcome } from '../run-command.ts';
import { runBundled, runOriginal, toolPythons, ways, type Way, type Words, type Workplace } from './workplace.ts';

/** What is run both ways, and what keeps the comparison honest. */
export interface Comparison {
  /** Arguments of Python, which runs in the folder of the program or of its bundle. */
  readonly words: Words;
  readonly options?: () => Partial<CommandOptions>;
  /** What standard output and error of the program have to say. */
  readonly says: RegExp;
  /** The interpreter of an environment that has the tool; that of the tests when left out. */
  readonly pythonOf?: (python: Python) => Promise<Pick<Python, 'path'>>;
  /** Takes out what may differ. */
  readonly plain?: (outcome: Outcome, way: Way, isBundled: boolean) => Outcome;
}

/** Tests that a tool says the same of the program and of its bundles, on each Python and in each way. */
export function compareTool(
  workplace: () => Workplace,
  comparisons: Readonly<Record<string, Comparison>>,
  comparedWays: readonly Way[] = ways,
  pythons: readonly Python[] = toolPythons,
): void {
  const versions = pythons.map((python) => ({ python, version: python.version.join('.') }));
  describe.each(versions)('on Python $version', ({ python }) => {
    describe.each(comparedWays)('$name', (way) => {
      test.each(Object.entries(comparisons))('%s', async (_, comparison) => {
        const { words, options, says, pythonOf, plain = (outcome: Outcome) => outcome } = comparison;
        const used = pythonOf === undefined ? python : await pythonOf(python);
        const wanted = await runOriginal(workplace(), way, used, words, options?.());
        const got = await runBundled(workplace(), way, used, words, options?.());
        expect(wanted.stdout + wanted.stderr).toMatch(says);
        expect(plain(got, way, true)).toEqual(plain(wanted, way, false));
      });
    });
  });
}

/** `python main.py ARGUMENT...`, by the absolute path of the file, as some versions show paths as they are given. */
export const runMain =
  (...args: readonly string[]): Words =>
  (folder) => [`${folder}/main.py`, ...args];
