import { optionProblem } from '../../core/check-option.ts';
import { error, invalidOption, unknownVariable } from '../../core/diagnostics.ts';
import { nearest } from '../../core/nearest.ts';
import { definitionOf, type OptionKind, optionKeys, variableOf } from '../../core/option-definitions.ts';
import type { OptionValues } from '../arguments.ts';
import { parseDefines } from '../parse-defines.ts';
import { parseStrategies } from '../parse-strategies.ts';
import type { Warn } from './read-options.ts';

const booleans: Readonly<Record<string, boolean>> = { true: true, 1: true, false: false, 0: false };

const isList = (kind: OptionKind): boolean =>
  kind === 'strings' || kind === 'booleanOrStrings' || kind === 'strategies' || kind === 'defines';

const takesBoolean: ReadonlySet<OptionKind> = new Set([
  'boolean',
  'booleanOrString',
  'choiceOrFalse',
  'choiceOrBoolean',
]);

function parseVariable(kind: OptionKind, text: string): unknown {
  if (takesBoolean.has(kind)) return booleans[text] ?? text;
  if (kind === 'booleanOrStrings' && text in booleans) return booleans[text];
  if (!isList(kind)) return text;
  const items = text
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '');
  if (kind === 'defines') return parseDefines(items);
  return kind === 'strategies' ? parseStrategies(items) : items;
}

/**
 * The options of the environment: `CRIBO_TARGET_PYTHON=3.9`, `CRIBO_EXTERNAL=numpy,yaml`. An empty variable counts as
 * none.
 * @throws CriboError `INVALID_OPTION`
 */
export function readVariables(environment: NodeJS.ProcessEnv, warn: Warn): OptionValues {
  const values: Record<string, unknown> = {};
  const keys = optionKeys('variable');
  for (const key of keys) {
    const text = environment[variableOf(key)];
    if (text === undefined || text === '') continue;
    const value = parseVariable(definitionOf(key).kind, text);
    const problem = optionProblem(key, value);
    if (problem !== undefined) error(invalidOption(variableOf(key), problem));
    values[key] = value;
  }
  const known = new Set(keys.map(variableOf));
  for (const name of Object.keys(environment)) {
    if (!name.startsWith('CRIBO_') || known.has(name)) continue;
    // Compared without the part that all have; a variable that resembles none may be somebody else's.
    const meant = nearest(
      name.slice(6),
      [...known].map((variable) => variable.slice(6)),
    );
    const variables = meant.map((variable) => `CRIBO_${variable}`);
    if (meant.length > 0) warn({ ...unknownVariable(name, variables), level: 'warn' });
  }
  return values;
}
