import type { Place } from './code-frame.ts';
import type { PythonVersion } from './python/facts.ts';

/** How much a diagnostic matters; `error` ends the build. */
export type Level = 'error' | 'warn' | 'info' | 'debug';

/** A message as data. The command line turns it into text; the API hands it over as it is. */
export interface Diagnostic {
  readonly level: Level;
  /** One of the codes of this file, stable between versions. */
  readonly code: string;
  /** One sentence. */
  readonly message: string;
  /** What to do about it: the exact flag, key or edit. */
  readonly hint?: string | undefined;
  /** Dotted name of the module it is about. */
  readonly module?: string | undefined;
  /** Path of the file it is about. */
  readonly file?: string | undefined;
  /** Counts from 1. */
  readonly line?: number | undefined;
  /** Counts from 1, in UTF-16 units. */
  readonly column?: number | undefined;
  /** The lines around the place, with carets. */
  readonly frame?: string | undefined;
  /** The plugin and the hook in which it arose. */
  readonly plugin?: string | undefined;
  readonly hook?: string | undefined;
}

/** What every function below returns: a diagnostic that has not yet got a place or a level. */
export type Message = Pick<Diagnostic, 'code' | 'message' | 'hint'>;

/** The error that a failing build throws; `diagnostic` says what, where and what to do. */
export class CriboError extends Error {
  readonly diagnostic: Diagnostic;

  constructor(diagnostic: Omit<Diagnostic, 'level'>, cause?: unknown) {
    super(diagnostic.message, cause === undefined ? undefined : { cause });
    this.name = 'CriboError';
    this.diagnostic = { ...diagnostic, level: 'error' };
  }
}

/** Ends the build with a message. */
export function error(message: Omit<Diagnostic, 'level'>, cause?: unknown): never {
  throw new CriboError(message, cause);
}

const list = (names: readonly string[]): string => names.map((name) => `"${name}"`).join(', ');
const version = ([major, minor]: PythonVersion): string => `${major}.${minor}`;

export const missingEntry = (): Message => ({
  code: 'MISSING_ENTRY',
  message: 'No entry was given.',
  hint: 'Say what to bundle: cribo --entry main.py --output bundle.py',
});

export const entryNotFound = (entry: string, nearest: readonly string[]): Message => ({
  code: 'ENTRY_NOT_FOUND',
  message: `The entry "${entry}" is neither a file, nor a folder, nor a module that can be found.`,
  hint: nearest.length > 0 ? `Did you mean ${list(nearest)}?` : 'Give a path, or a dotted module with --path FOLDER.',
});

export const folderWithoutEntry = (folder: string): Message => ({
  code: 'FOLDER_WITHOUT_ENTRY',
  message: `The folder "${folder}" has neither a __main__.py nor an __init__.py to start from.`,
  hint: `Name a file in it: --entry ${folder}/main.py`,
});

export const notInBundle = (name: string, nearest: readonly string[]): Message => ({
  code: 'NOT_IN_BUNDLE',
  message: `Nothing in the bundle imports "${name}".`,
  hint: nearest.length > 0 ? `Did you mean ${list(nearest)}?` : 'Bundle it all the same: --include MODULE',
});

export const moduleNotLoaded = (id: string): Message => ({
  code: 'MODULE_NOT_LOADED',
  message: `No plugin loads "${id}".`,
  hint: 'The plugin that resolves a virtual module has to load it as well: load: ({ id }) => ({ code: "..." })',
});

export const invalidEmittedFile = (reason: string): Message => ({
  code: 'INVALID_EMITTED_FILE',
  message: `bundle.emit was given ${reason}.`,
  hint: "It takes { name: 'info.json', content: '...' }, with a string or a Uint8Array.",
});

export const externalImport = (name: string): Message => ({
  code: 'EXTERNAL_IMPORT',
  message: `"${name}" is left to the environment.`,
});

export const includeNotFound = (name: string, nearest: readonly string[]): Message => ({
  code: 'INCLUDE_NOT_FOUND',
  message: `The module "${name}" of --include cannot be found.`,
  hint: nearest.length > 0 ? `Did you mean ${list(nearest)}?` : 'Add the folder it is in: --path FOLDER',
});

export const unreadableFile = (file: string, reason: string): Message => ({
  code: 'UNREADABLE_FILE',
  message: `"${file}" cannot be read: ${reason}.`,
});

export const unknownEncoding = (name: string): Message => ({
  code: 'UNKNOWN_ENCODING',
  message: `unknown encoding: ${name}`,
  hint: 'The coding comment on line 1 or 2 (PEP 263) must name an encoding that Python knows; UTF-8 needs none.',
});

export const undecodableFile = (encoding: string, byte: number, offset: number): Message => ({
  code: 'UNDECODABLE_FILE',
  message: `'${encoding}' codec can't decode byte 0x${byte.toString(16).padStart(2, '0')} in position ${offset}.`,
  hint: 'Save the file as UTF-8, or name its encoding in a comment on line 1: # -*- coding: latin-1 -*-',
});

export const parseError = (message: string): Message => ({ code: 'PARSE_ERROR', message });

export const guardedParseError = (message: string): Message => ({
  code: 'GUARDED_PARSE_ERROR',
  message: `${message}; importing this module raises that SyntaxError, which the importing code handles.`,
});

export const syntaxTooNew = (feature: string, since: PythonVersion, target: string): Message => ({
  code: 'SYNTAX_TOO_NEW',
  message: `${feature} needs Python ${version(since)}, and the target is Python ${target}.`,
  hint: `Raise the target: --target-python ${version(since)}`,
});

export const invalidTarget = (target: string): Message => ({
  code: 'INVALID_TARGET',
  message: `"${target}" is not a Python version that cribo knows.`,
  hint: 'Give one from 3.8 to 3.14, such as --target-python 3.9',
});

export const unresolvedImport = (name: string, nearest: readonly string[]): Message => ({
  code: 'UNRESOLVED_IMPORT',
  message: `No module named '${name}'`,
  hint:
    nearest.length > 0
      ? `Did you mean ${list(nearest)}?`
      : `If it is there at run time, leave it to the environment: --external ${name.split('.')[0]}`,
});

export const importBeyondTopLevel = (): Message => ({
  code: 'IMPORT_BEYOND_TOP_LEVEL',
  message: 'attempted relative import beyond top-level package',
  hint: 'The import has more leading dots than the module has parent packages.',
});

export const relativeImportWithoutPackage = (): Message => ({
  code: 'RELATIVE_IMPORT_WITHOUT_PACKAGE',
  message: 'attempted relative import with no known parent package',
  hint: 'The file is not inside a package: add an __init__.py beside it, or import without the leading dot.',
});

export const outputIsInput = (file: string): Message => ({
  code: 'OUTPUT_IS_INPUT',
  message: `The output "${file}" is a file of the program; it was left as it is.`,
  hint: 'Choose another file: --output bundle.py',
});

export const outputNotWritable = (file: string, reason: string): Message => ({
  code: 'OUTPUT_NOT_WRITABLE',
  message: `"${file}" cannot be written: ${reason}.`,
});

export const pluginFailed = (plugin: string, hook: string, reason: string): Message => ({
  code: 'PLUGIN_FAILED',
  message: `The plugin "${plugin}" failed in its ${hook} hook: ${reason}`,
});

export const invalidPlugin = (reason: string, hint?: string): Message => ({
  code: 'INVALID_PLUGIN',
  message: reason,
  hint,
});

export const invalidHookResult = (plugin: string, hook: string, reason: string): Message => ({
  code: 'INVALID_HOOK_RESULT',
  message: `The ${hook} hook of the plugin "${plugin}" returned ${reason}.`,
});

export const hookNeverSettled = (plugin: string, hook: string, others: number): Message => ({
  code: 'HOOK_NEVER_SETTLED',
  message:
    `The ${hook} hook of the plugin "${plugin}" never settled` +
    (others === 0 ? '.' : `, nor did ${others} other call${others === 1 ? '' : 's'}.`),
  hint: 'Its promise is neither resolved nor rejected, and nothing is left to wait for.',
});

export const pluginMessage = (message: string): Message => ({ code: 'PLUGIN_MESSAGE', message });

export const closeFailed = (message: string): Message => ({ code: 'CLOSE_FAILED', message });

export const editTooLate = (plugin: string): Message => ({
  code: 'EDIT_TOO_LATE',
  message: `The plugin "${plugin}" edits a text after its hook has ended.`,
  hint: 'Await what the hook starts before it returns.',
});

export const editOutsideText = (plugin: string, start: number, end: number, length: number): Message => ({
  code: 'EDIT_OUTSIDE_TEXT',
  message: `The plugin "${plugin}" edits from ${start} to ${end}, and the text goes from 0 to ${length}.`,
});

export const editsOverlap = (one: string, other: string): Message => ({
  code: 'EDITS_OVERLAP',
  message:
    one === other
      ? `The plugin "${one}" edits the same characters twice.`
      : `The plugins "${one}" and "${other}" edit the same characters.`,
  hint: 'All plugins of a hook see one text; a plugin can edit what another has made in the next hook, analyse.',
});

export const editsBreakSyntax = (plugins: readonly string[], reason: string): Message => ({
  code: 'EDITS_BREAK_SYNTAX',
  message: `What ${list(plugins)} made of this text is no Python: ${reason}`,
});

export const fileEmittedTwice = (name: string): Message => ({
  code: 'FILE_EMITTED_TWICE',
  message: `The file "${name}" would be written twice.`,
});

export const emittedOutside = (name: string): Message => ({
  code: 'EMITTED_OUTSIDE',
  message: `The file "${name}" would not lie in the folder of the output.`,
  hint: 'Give a path relative to that folder, with "/" and without "..".',
});

export const emittedWithoutOutput = (name: string): Message => ({
  code: 'EMITTED_WITHOUT_OUTPUT',
  message: `The file "${name}" has no folder to go to, because the bundle has no file.`,
  hint: 'Name one: --output dist/bundle.py',
});

export const warningsAreErrors = (count: number): Message => ({
  code: 'WARNINGS',
  message: `${count} warning${count === 1 ? ' was' : 's were'} given, and --fail-on-warn makes that an error.`,
  hint: 'Mend them, or set the severity of their codes in the configuration.',
});

export const unknownOption = (name: string, nearest: readonly string[]): Message => ({
  code: 'UNKNOWN_OPTION',
  message: `There is no option "${name}".`,
  hint: nearest.length > 0 ? `Did you mean ${list(nearest)}?` : 'cribo --help lists the options.',
});

export const invalidOption = (name: string, reason: string): Message => ({
  code: 'INVALID_OPTION',
  message: `The option "${name}" ${reason}.`,
});

export const tooManyLevels = (): Message => ({
  code: 'INDENTATION_TOO_DEEP',
  message: 'A module of a bundle can be indented 97 levels deep, two less than CPython allows a file of its own.',
  hint: 'Keep the module outside the bundle, or move its deepest part into a function of its own.',
});

export const classCell = (): Message => ({
  code: 'CLASS_CELL',
  message:
    'In a bundle, __class__ and super() in a function outside any class find an empty cell instead of the global name.',
  hint: 'Use another name than __class__, or keep the module external.',
});

export const typeParameterScope = (): Message => ({
  code: 'TYPE_PARAMETER_SCOPE',
  message: 'Python 3.12 refuses a lambda or comprehension in the bound of a type parameter once it is bundled.',
  hint: 'Name the bound by a type alias or function before it, or run the bundle on Python 3.13 or later.',
});

export const typeParameterLocals = (): Message => ({
  code: 'TYPE_PARAMETER_LOCALS',
  message: 'On Python 3.12 this adds a name __classdict__ to a bundled module that has type parameters.',
  hint: 'Use globals(), or run the bundle on Python 3.13 or later: --target-python 3.13',
});

function syntaxWarningHint(message: string): string {
  if (message.startsWith('invalid escape')) return 'Double the backslash, or make the string a raw one: r"..."';
  if (message.endsWith("'finally' block")) return 'Leave by what comes after the clause: what is raised is lost here.';
  return message.startsWith('assertion') ? 'Take the parentheses away.' : 'Compare with == or !=.';
}

export const syntaxWarning = (message: string, since?: PythonVersion): Message => ({
  code: 'SYNTAX_WARNING',
  message: `${message}: Python ${since ? `from ${version(since)} on ` : ''}says so whenever it compiles this, which is on every run of a bundle.`,
  hint: syntaxWarningHint(message),
});

export const syntaxDropped = (feature: string, until: PythonVersion, target: string): Message => ({
  code: 'SYNTAX_DROPPED',
  message: `Python ${version(until)} and later refuse ${feature}, and the target is Python ${target}.`,
});

export const sharedFutureFlag = (): Message => ({
  code: 'ENTRY_FUTURE_FLAG',
  message:
    'The entry asks for `from __future__ import annotations`, other modules do not: code it compiles at run time does not inherit the feature.',
  hint: 'Add the import to every module with annotations, or to none.',
});

export const annotationSpelling = (): Message => ({
  code: 'ANNOTATION_SPELLING',
  message:
    'Python 3.8 spells this annotation differently when `from __future__ import annotations` makes a string of it.',
  hint: 'Ask for the feature in every module with annotations, so that Python itself makes the strings, or in none.',
});

export const treeSitterUnavailable = (backEnd: 'native' | 'wasm', reason: string): Message => ({
  code: 'TREE_SITTER_UNAVAILABLE',
  message: `tree-sitter (${backEnd}), which syntax queries need, does not load: ${reason}.`,
  hint:
    backEnd === 'native'
      ? 'Use the one in WebAssembly: CRIBO_TREE_SITTER=wasm'
      : 'Install the package web-tree-sitter, which cribo depends on.',
});

export const invalidQuery = (problem: string, { line, column }: Place): Message => ({
  code: 'INVALID_QUERY',
  message: `The query ${problem} (line ${line}, column ${column} of its pattern).`,
});

export const configurationNotFound = (file: string): Message => ({
  code: 'CONFIGURATION_NOT_FOUND',
  message: `There is no configuration file "${file}".`,
  hint: 'The path is relative to the working folder; without --config, cribo searches from there upwards.',
});

export const configurationInvalid = (reason: string, hint?: string): Message => ({
  code: 'CONFIGURATION_INVALID',
  message: `The configuration is not valid: ${reason}.`,
  hint,
});

export const configurationFailed = (reason: string): Message => ({
  code: 'CONFIGURATION_FAILED',
  message: `The configuration failed: ${reason}`,
});

export const secondConfiguration = (used: string, ignored: string): Message => ({
  code: 'SECOND_CONFIGURATION',
  message: `"${used}" is used; "${ignored}" is a configuration file too, and is not read.`,
  hint: `Take one away, or choose: --config ${ignored}`,
});

export const unknownKey = (key: string, nearest: readonly string[]): Message => ({
  code: 'UNKNOWN_OPTION',
  message: `There is no option "${key}"; it is ignored.`,
  hint: nearest.length > 0 ? `Did you mean ${list(nearest)}?` : 'docs/configuration.md lists the options.',
});

export const misplacedOption = (key: string, where: string, hint: string): Message => ({
  code: 'MISPLACED_OPTION',
  message: `The option "${key}" cannot be given in ${where}.`,
  hint,
});

export const optionGivenTwice = (key: string, spelling: string): Message => ({
  code: 'OPTION_GIVEN_TWICE',
  message: `"${key}" and "${spelling}" are one option, given twice.`,
  hint: `Take "${spelling}" away.`,
});

export const unknownVariable = (name: string, nearest: readonly string[]): Message => ({
  code: 'UNKNOWN_VARIABLE',
  message: `The environment has a variable ${name}, which cribo does not read.`,
  hint: `Did you mean ${nearest.join(', ')}?`,
});

export const pluginNotFound = (name: string, reason: string, hint: string): Message => ({
  code: 'PLUGIN_NOT_FOUND',
  message: `The plugin "${name}" cannot be found: ${reason}.`,
  hint,
});

export const pluginInvalid = (name: string, reason: string, hint?: string): Message => ({
  code: 'PLUGIN_INVALID',
  message: `"${name}" is not a plugin: ${reason}.`,
  hint,
});

export const strategyNotAvailable = (strategy: string): Message => ({
  code: 'STRATEGY_NOT_AVAILABLE',
  message: `The strategy "${strategy}" is not available in this version of cribo.`,
  hint: 'Leave out --static-bundling, CRIBO_STATIC_BUNDLING and the key static-bundling.',
});

export const buildNotFound = (name: string, names: readonly string[]): Message => ({
  code: 'BUILD_NOT_FOUND',
  message: `No build is named "${name}".`,
  hint: names.length > 0 ? `The builds are ${list(names)}.` : 'The configuration names no build.',
});

export const sameBuildName = (name: string): Message => ({
  code: 'SAME_BUILD_NAME',
  message: `Two builds are named "${name}".`,
});

export const sameOutput = (one: string, other: string, output: string | undefined): Message => ({
  code: 'SAME_OUTPUT',
  message: `The builds "${one}" and "${other}" both write to ${output === undefined ? 'standard output' : `"${output}"`}.`,
  hint: `Give each an output of its own, or choose one build: --only ${one}`,
});

export const configurationWarnings = (count: number): Message => ({
  code: 'CONFIGURATION_WARNINGS',
  message: `There ${count === 1 ? 'is a warning' : `are ${count} warnings`} about the configuration, and fail-on-warn makes that an error.`,
});
