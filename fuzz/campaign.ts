import { availableParallelism } from 'node:os';
import { type Arbitrary, asyncProperty, check, sample } from 'fast-check';
import type { PythonVersion } from '../core/python/facts.ts';
import { type Bundler, type Comparison, compareProgram } from './compare.ts';
import { isLike } from './likeness.ts';
import type { Program } from './model.ts';
import { programs } from './program.ts';
import { reduceProgram } from './reduce.ts';
import type { Failure } from './report.ts';

export interface CampaignOptions {
  /** Numbers of the programs: the same number, seed and versions give the same program. */
  readonly indexes: Iterable<number>;
  readonly seed: number;
  readonly versions: readonly PythonVersion[];
  /** What makes programs. @default programs */
  readonly generator?: typeof programs;
  /** Without one, programs are only run unbundled. */
  readonly bundler: Bundler | undefined;
  /** Whether programs print all that they can see of themselves, and patch modules from outside. @default false */
  readonly strict?: boolean;
  /** Stop starting programs at this time, in milliseconds since the epoch. @default never */
  readonly deadline?: number;
  /** Failures to shrink; those after are reported as they were generated. @default 5 */
  readonly shrink?: number;
  /** Called for each program as it was generated. */
  onProgram?(program: Program, comparison: Comparison, index: number): void;
  onFailure(failure: Failure): void;
}

/** Programs that fast-check's shrinking may try for one failure, and those that the removal of statements may try then. */
const budgets = { choices: 40, statements: 400 };

/** Compares programs, as many at a time as there are processors. Gives how many were compared and how many differed. */
export async function runCampaign(options: CampaignOptions): Promise<{ compared: number; failed: number }> {
  const { seed, versions, bundler, generator = programs, strict = false, deadline = Infinity } = options;
  const { onProgram, onFailure } = options;
  const arbitrary = generator(versions, strict);
  const indexes = options.indexes[Symbol.iterator]();
  let [compared, failed, shrinkable] = [0, 0, options.shrink ?? 5];

  const work = async (): Promise<void> => {
    for (let next = indexes.next(); !next.done && Date.now() < deadline; next = indexes.next()) {
      const index = next.value;
      const program = generateProgram(arbitrary, seed, index);
      const comparison = await compareProgram(program, bundler);
      compared += 1;
      onProgram?.(program, comparison, index);
      if (comparison.difference === undefined || comparison.difference === 'unstable') continue;
      failed += 1;
      const shrunk = shrinkable-- > 0 ? await shrink(arbitrary, seed, index, program, comparison, bundler) : program;
      onFailure({ seed, index, program: shrunk, comparison: await compareProgram(shrunk, bundler) });
    }
  };
  await Promise.all(Array.from({ length: availableParallelism() }, work));
  return { compared, failed };
}

/** The parameters that make fast-check give a certain program. */
function parameters(seed: number, index: number): { seed: number; numRuns: number; unbiased: boolean } {
  return { seed: (seed * 1_000_003 + index) | 0, numRuns: 1, unbiased: true };
}

/** The program of a number. */
export function generateProgram(arbitrary: Arbitrary<Program>, seed: number, index: number): Program {
  return sample(arbitrary, parameters(seed, index))[0];
}

/** The smallest program found that differs in the same way: fewer and simpler choices first, then fewer statements. */
async function shrink(
  arbitrary: Arbitrary<Program>,
  seed: number,
  index: number,
  { version }: Program,
  comparison: Comparison,
  bundler: Bundler | undefined,
): Promise<Program> {
  const differs = async (program: Program): Promise<boolean> =>
    program.version[1] === version[1] && isLike(await compareProgram(program, bundler), comparison);
  let tries = budgets.choices;
  const property = asyncProperty(arbitrary, async (program) => tries-- <= 0 || !(await differs(program)));
  const details = await check(property, parameters(seed, index));
  const simpler = details.counterexample?.[0] ?? generateProgram(arbitrary, seed, index);
  return reduceProgram(simpler, differs, budgets.statements);
}
