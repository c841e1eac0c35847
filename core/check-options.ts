import { optionProblem } from './check-option.ts';
import { checkDefines } from './defines.ts';
import { error, invalidOption, invalidTarget, missingEntry, unknownOption, unknownStrategy } from './diagnostics.ts';
import { prefixProblem } from './flatten-naming.ts';
import { namePatternProblem } from './name-pattern.ts';
import { nearest } from './nearest.ts';
import { optionKeys } from './option-definitions.ts';
import type { BuildOptions } from './options.ts';
import { positionsOf } from './positions-option.ts';
import type { PythonVersion } from './python/facts.ts';
import { strategyChoice, strategyNames, wrongStrategy } from './strategy.ts';

const oldest: PythonVersion = [3, 8];
const newest: PythonVersion = [3, 14];

/** The version that `targetPython` names; refuses what is none. */
export function checkTarget(text: string): PythonVersion {
  const match = /^(?:py(?:thon)?)?(3)\.(\d+)$/.exec(text);
  const minor = match === null ? -1 : Number(match[2]);
  if (minor < oldest[1] || minor > newest[1]) error(invalidTarget(text));
  return [3, minor];
}

/** Refuses options that nobody knows and values of the wrong type. */
export function checkOptions(options: BuildOptions): void {
  const known = optionKeys('api');
  for (const [name, value] of Object.entries(options)) {
    const key = known.find((candidate) => candidate === name);
    if (key === undefined) error(unknownOption(name, nearest(name, known)));
    const problem = value === undefined ? undefined : optionProblem(key, value);
    if (problem !== undefined && key === 'entry') error(missingEntry());
    if (problem !== undefined) error(invalidOption(key, problem));
  }
  if (options.entry === undefined || options.entry === '') error(missingEntry());
  for (const key of ['include', 'exclude'] as const) {
    const problem = options[key]?.map(namePatternProblem).find((each) => each !== undefined);
    if (problem !== undefined) error(invalidOption(key, `takes modules and patterns, and ${problem}`));
  }
  if (options.execFree === false) error(invalidOption('execFree', 'can only be true: no bundle has an exec'));
  checkStrategies(options);
  const problem = options.flatten?.prefix === undefined ? undefined : prefixProblem(options.flatten.prefix);
  if (problem !== undefined) error(invalidOption('prefix', problem));
  checkPositions(options);
  checkDefines(options);
}

/** What is flattened stands in the entry's text, which can have one file's lines only. */
function checkPositions({ positions, strategy }: BuildOptions): void {
  const { default: byDefault, patterns } = strategyChoice(strategy, 'wrap');
  const flattens = [byDefault, ...patterns.map(([, name]) => name)].includes('flatten');
  if (positionsOf(positions).mode === 'full' && flattens) {
    error(invalidOption('positions', 'cannot be "full" with the strategy flatten, which puts modules into the entry'));
  }
}

function checkStrategies({ strategy, staticBundling }: BuildOptions): void {
  if (strategy === undefined) return;
  const wrong = wrongStrategy(strategy);
  if (wrong !== undefined) {
    error(unknownStrategy(wrong.name, nearest(wrong.name, strategyNames), strategyNames, wrong.key));
  }
  const patterns = typeof strategy === 'string' ? [] : Object.keys(strategy);
  const problem = patterns.map(namePatternProblem).find((each) => each !== undefined);
  if (problem !== undefined) error(invalidOption('strategy', `takes modules and patterns, and ${problem}`));
  if (staticBundling === true && strategyChoice(strategy, 'static').default !== 'static') {
    error(invalidOption('staticBundling', 'means the strategy "static", and another one is asked for'));
  }
}
