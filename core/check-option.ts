import { isFlattenOption, renameModes } from './flatten-naming.ts';
import { isPositionsOption, positionModes } from './positions-option.ts';
import {
  definitionOf,
  type OptionDefinition,
  type OptionKey,
  type OptionKind,
  severities,
} from './option-definitions.ts';

const isStrings = (value: unknown): boolean => Array.isArray(value) && value.every((item) => typeof item === 'string');

const isDefinition = (value: unknown): boolean =>
  value === null || ['string', 'boolean'].includes(typeof value) || Number.isFinite(value);

/** Whether a value is an object of key and value, not a list or a function. */
export function isTable(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function accepts({ kind, choices }: OptionDefinition, value: unknown): boolean {
  switch (kind) {
    case 'string':
      return typeof value === 'string' && (choices === undefined || choices.includes(value));
    case 'boolean':
      return typeof value === 'boolean';
    case 'strings':
      return isStrings(value);
    case 'choiceOrFalse':
      return value === false || choices!.some((choice) => choice === value);
    case 'choiceOrBoolean':
      return typeof value === 'boolean' || choices!.some((choice) => choice === value);
    case 'booleanOrString':
      return typeof value === 'boolean' || typeof value === 'string';
    case 'booleanOrStrings':
      return typeof value === 'boolean' || isStrings(value);
    case 'severities':
      return isTable(value) && Object.values(value).every((level) => severities.some((name) => name === level));
    case 'strategies':
      return (
        typeof value === 'string' || (isTable(value) && Object.values(value).every((name) => typeof name === 'string'))
      );
    case 'flattenNaming':
      return isTable(value) && isFlattenOption(value);
    case 'positions':
      return isPositionsOption(value);
    case 'defines':
      return isTable(value) && Object.values(value).every(isDefinition);
    case 'rules':
      return Array.isArray(value) && value.every(isTable);
    // One, a promise, a list: what may stand there is for whoever loads or drives plugins to say.
    case 'plugins':
      return Array.isArray(value) || value instanceof Promise || value === false || (isTable(value) && 'name' in value);
    case 'function':
      return typeof value === 'function';
  }
}

const expectations = {
  string: 'a string',
  boolean: 'true or false',
  strings: 'a list of strings',
  booleanOrString: 'true, false or the name of a file',
  booleanOrStrings: 'true, false or a list of strings',
  choiceOrFalse: 'one of its choices or false',
  choiceOrBoolean: 'one of its choices, true or false',
  severities: `a table of codes, each ${severities.join(', ')}`,
  strategies: 'the name of a strategy, or a table of names by module or pattern',
  flattenNaming: `a table with prefix, a string, and rename, ${renameModes.join(' or ')}`,
  positions: `${positionModes.join(', ')}, or a table with mode, one of these, and root, a folder or a list of folders`,
  defines: 'a table of strings, numbers, true, false or null by name',
  rules: 'a list of tables',
  plugins: 'a list of plugins',
  function: 'a function',
};

function describe(value: unknown): string {
  if (Array.isArray(value)) {
    const odd = value.find((item) => typeof item !== 'string') as unknown;
    return odd === undefined ? 'a list' : `a list with ${describe(odd)} in it`;
  }
  if (typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'object' && value !== null) return 'a table';
  return typeof value === 'function' ? 'a function' : String(value);
}

function describeFor(kind: OptionKind, value: unknown): string {
  if (kind !== 'severities' || !isTable(value)) return describe(value);
  const [code, level] = Object.entries(value).find(([, each]) => !severities.some((name) => name === each))!;
  return `${describe(level)} for ${code}`;
}

/** What is wrong with the value of an option, as the end of a sentence; nothing where all is well. */
export function optionProblem(key: OptionKey, value: unknown): string | undefined {
  const definition = definitionOf(key);
  if (accepts(definition, value)) return undefined;
  const { kind, choices } = definition;
  const expected = kind === 'strategies' || kind === 'positions' ? undefined : choices?.join(', ');
  return `takes ${expected ?? expectations[kind]}, not ${describeFor(kind, value)}`;
}
