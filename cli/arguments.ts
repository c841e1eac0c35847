import { optionProblem } from '../core/check-option.ts';
import { error, invalidOption, misplacedOption, unknownOption } from '../core/diagnostics.ts';
import { nearest } from '../core/nearest.ts';
import {
  definitionOf,
  kebabCase,
  type OptionDefinition,
  type OptionKind,
  optionKeys,
} from '../core/option-definitions.ts';
import { parseDefines } from './parse-defines.ts';
import { parseStrategies } from './parse-strategies.ts';

/** Values of options by key, each of the type that the table of options says. */
export type OptionValues = Readonly<Record<string, unknown>>;

const keys = optionKeys('flag');
const isList = ({ kind }: OptionDefinition): boolean =>
  kind === 'strings' || kind === 'booleanOrStrings' || kind === 'strategies' || kind === 'defines';
const isSingle = ({ kind }: OptionDefinition): boolean =>
  kind === 'string' || kind === 'choiceOrFalse' || kind === 'positions';
const takesValue = (definition: OptionDefinition): boolean => isSingle(definition) || isList(definition);

/** The flag of an option: `--target-python`. */
export function flagOf(key: string): string {
  return `--${kebabCase(key)}`;
}

/** A row of the help text as cac takes it: `-o, --output <file>` and what it does. */
export interface FlagRow {
  readonly flags: string;
  readonly description: string;
}

/** The options of the command line, in the order of the help text. */
export function flagRows(): FlagRow[] {
  return keys.map((key) => {
    const definition = definitionOf(key);
    const { kind, short, value, description } = definition;
    const placeholder = takesValue(definition) ? ` <${value}>` : kind === 'boolean' ? '' : ` [=${value}]`;
    const flags = `${short === undefined ? '' : `-${short}, `}${flagOf(key)}${placeholder}`;
    return { flags, description: isList(definition) ? `${description} (repeatable)` : description };
  });
}

/**
 * Marks every value of an option with a leading `=`. Without that, cac reads `3.10` as the number 3.1 and takes a
 * value of `-` for another option. An option whose value may be left out takes it only after `=`, as what follows may
 * be the entry; `--explain` alone takes the next word where there is an entry besides.
 */
export function markValues(argv: readonly string[]): string[] {
  const flagsOf = (...kinds: readonly OptionKind[]): Set<string> =>
    new Set(keys.filter((key) => kinds.includes(definitionOf(key).kind)).map(flagOf));
  const withValue = new Set(keys.filter((key) => takesValue(definitionOf(key))).map(flagOf));
  const optional = flagsOf('booleanOrString', 'choiceOrBoolean');
  const booleans = flagsOf('boolean');
  const shorts = new Map(keys.map((key) => [`-${definitionOf(key).short}`, flagOf(key)]));
  const marked: string[] = [];
  for (let index = 0; index < argv.length; index++) {
    const [spelling, ...rest] = argv[index].split('=');
    if (argv[index] === '--') return [...marked, ...argv.slice(index)];
    const name = shorts.get(spelling) ?? spelling;
    if (booleans.has(name) && rest.length > 0) error(invalidOption(name, `takes no value; ${negated(name)} unsets it`));
    if (argv[index] === '-') marked.push('--entry==-');
    else if (rest.length > 0 && name.startsWith('-')) marked.push(`${name}==${rest.join('=')}`);
    else if (name === '--explain' && isModule(argv, index + 1)) marked.push(`${name}==${argv[++index]}`);
    else if (optional.has(name)) marked.push(`${name}=`);
    else if (!withValue.has(name)) marked.push(argv[index]);
    else if (index + 1 < argv.length) marked.push(`${name}==${argv[++index]}`);
    else error(invalidOption(name, 'needs a value'));
  }
  return marked;
}

/** Whether a word after `--explain` is a module, as after `--why`: then another one is the entry. */
function isModule(argv: readonly string[], index: number): boolean {
  if (index === argv.length || argv[index].startsWith('-')) return false;
  const others = markValues([...argv.slice(0, index - 1), ...argv.slice(index + 1)]);
  return others.some((word) => !word.startsWith('-') || word.startsWith('--entry=') || word === '--');
}

const negated = (flag: string): string => flag.replace('--', '--no-');
const unmark = (value: unknown): unknown => (typeof value !== 'string' ? value : value === '' || value.slice(1));

/** What was given for an option; cac makes one option of `--config` and `--no-config`, with `true` where neither is. */
function givenValues(parsed: OptionValues, key: string): unknown[] {
  if (key === 'noConfig') return parsed.config === false ? [true] : [];
  const values = parsed[key] === undefined ? [] : [parsed[key]].flat().map(unmark);
  return key === 'config' ? values.filter((value) => typeof value === 'string') : values;
}

function checkNames(parsed: OptionValues): void {
  const shorts = keys.flatMap((key) => definitionOf(key).short ?? []);
  const known = new Set<string>([...keys, ...shorts, '--', 'h', 'v', 'help', 'version']);
  for (const name of Object.keys(parsed)) {
    if (known.has(name)) continue;
    const flag = name.length === 1 ? `-${name}` : flagOf(name);
    const elsewhere = optionKeys('file').find((key) => key === name);
    if (elsewhere !== undefined) {
      error(
        misplacedOption(flag, 'the command line', `Give it in a configuration file: ${kebabCase(elsewhere)} = ...`),
      );
    }
    error(unknownOption(flag, nearest(flag, keys.map(flagOf))));
  }
}

/** What several values of an option make. */
function listOf({ kind }: OptionDefinition, given: readonly string[]): unknown {
  if (kind === 'strategies') return parseStrategies(given);
  return kind === 'defines' ? parseDefines(given) : given;
}

/**
 * The options of the command line, from what cac made of marked arguments.
 * @param positional arguments that belong to no option: the entry
 * @throws CriboError `UNKNOWN_OPTION`, `MISPLACED_OPTION`, `INVALID_OPTION`
 */
export function readArguments(parsed: OptionValues, positional: readonly string[]): OptionValues {
  checkNames(parsed);
  const values: Record<string, unknown> = {};
  for (const key of keys) {
    const definition = definitionOf(key);
    const given = givenValues(parsed, key);
    if (given.length === 0) continue;
    if (isSingle(definition) && given.length > 1) error(invalidOption(flagOf(key), 'was given twice'));
    const value = isList(definition) ? listOf(definition, given as string[]) : given.at(-1);
    const problem = optionProblem(key, value);
    if (problem !== undefined) error(invalidOption(flagOf(key), problem));
    values[key] = value;
  }
  const entries = [...positional, ...((parsed['--'] as string[] | undefined) ?? [])];
  const count = entries.length + (values.entry === undefined ? 0 : 1);
  if (count > 1) error(invalidOption('--entry', `takes one entry, not ${count}`));
  for (const [key, value] of Object.entries(values)) if (value === '') error(invalidOption(flagOf(key), 'is empty'));
  return { ...(entries.length > 0 && { entry: entries[0] }), ...values };
}
