import { dirname, resolve } from 'node:path';
import { isTable, optionProblem } from '../../core/check-option.ts';
import {
  configurationInvalid,
  type Diagnostic,
  error,
  invalidOption,
  type Message,
  misplacedOption,
  optionGivenTwice,
  unknownKey,
  unknownStrategy,
} from '../../core/diagnostics.ts';
import { nearest } from '../../core/nearest.ts';
import {
  definitionOf,
  kebabCase,
  type OptionKey,
  optionDefinitions,
  optionKeys,
} from '../../core/option-definitions.ts';
import { strategyNames, type StrategyOption, wrongStrategy } from '../../core/strategy.ts';
import type { OptionValues } from '../arguments.ts';
import { locateKey } from './document.ts';
import type { RawBuild } from './load-configuration.ts';

/** Gets what is wrong and does not end the build. */
export type Warn = (diagnostic: Diagnostic) => void;

const camelCase = (key: string): string => key.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());

/** Makes the paths among the values absolute. */
export function absolutePath(key: OptionKey, value: unknown, folder: string): unknown {
  if (definitionOf(key).isPath !== true) return value;
  if (Array.isArray(value)) return value.map((path: string) => resolve(folder, path));
  return typeof value === 'string' ? resolve(folder, value) : value;
}

/** The part of a list or table that is wrong, where one part is. */
function wrongPart(key: OptionKey, value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  const wrap = (part: unknown, name: string): unknown => (Array.isArray(value) ? [part] : { [name]: part });
  const wrong = Object.entries(value).find(([name, part]) => optionProblem(key, wrap(part, name)) !== undefined);
  return wrong === undefined ? [] : [wrong[0]];
}

/** Why a key that is an option cannot stand where it does. */
function misplaced(key: OptionKey, where: string): Message {
  const { places } = definitionOf(key);
  const hint = places.includes('flag')
    ? `Give it on the command line: --${kebabCase(key)}`
    : places.includes('file')
      ? 'Give it in a configuration file.'
      : 'Only the API has it.';
  return misplacedOption(key, where, hint);
}

/** What kind of text options are read from. */
export interface OptionSource {
  /** How messages call it. */
  readonly where: string;
  readonly keys: readonly OptionKey[];
}

/** A configuration file takes every option that has a place there. */
export const configurationFile: OptionSource = { where: 'a configuration file', keys: optionKeys('file') };

/**
 * Checks the options of one build; keys may be spelled `targetPython` or `target-python`.
 * @returns the values by key, with absolute paths; plugins as they are
 * @throws CriboError `CONFIGURATION_INVALID`, `MISPLACED_OPTION`, `OPTION_GIVEN_TWICE`, `INVALID_OPTION`
 */
export function readOptions({ value: table, file, document, path }: RawBuild, source: OptionSource, warn: Warn) {
  const locate = (message: Message, ...parts: string[]): Omit<Diagnostic, 'level'> => {
    if (document === undefined) return { ...message, file };
    const full = [...path, ...parts];
    while (full.length > path.length && document.find(full) === undefined) full.pop();
    return locateKey(message, document, full);
  };
  if (!isTable(table)) {
    const what = Array.isArray(table) ? 'a list' : typeof table;
    return error(locate(configurationInvalid(`a build is a table of options, not ${table === null ? 'null' : what}`)));
  }
  const values: Record<string, unknown> = {};
  const spellings = new Map<string, string>();
  for (const [spelling, value] of Object.entries(table)) {
    if (value === undefined) continue;
    const name = camelCase(spelling);
    const key = source.keys.find((candidate) => candidate === name);
    if (key === undefined) {
      if (Object.hasOwn(optionDefinitions, name)) {
        error(locate(misplaced(name as OptionKey, source.where), spelling));
      }
      const known = source.keys.map((candidate) => (document === undefined ? candidate : kebabCase(candidate)));
      warn({ ...locate(unknownKey(spelling, nearest(spelling, known)), spelling), level: 'warn' });
      continue;
    }
    const previous = spellings.get(key);
    if (previous !== undefined) error(locate(optionGivenTwice(previous, spelling), spelling));
    spellings.set(key, spelling);
    const problem = optionProblem(key, value);
    if (problem !== undefined) error(locate(invalidOption(spelling, problem), spelling, ...wrongPart(key, value)));
    const wrong = key === 'strategy' ? wrongStrategy(value as StrategyOption) : undefined;
    if (wrong !== undefined) {
      const message = unknownStrategy(wrong.name, nearest(wrong.name, strategyNames), strategyNames, wrong.key);
      error(locate(message, spelling, ...(wrong.key === undefined ? [] : [wrong.key])));
    }
    values[key] = absolutePath(key, value, dirname(file));
  }
  return values as OptionValues;
}
