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
  /** The place in the plugin's own code that threw, as `file:line:column`. */
  readonly thrownAt?: string | undefined;
  /** The stack of what a plugin threw. */
  readonly stack?: string | undefined;
  /** What made an error of it: `severity`, or the name of the plugin whose `log` hook did. */
  readonly raisedBy?: string | undefined;
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

/** The codes whose level `severity` may set, beside those of plugins. */
export const adjustableCodes = [
  'ANNOTATIONS_KEPT',
  'ANNOTATION_SPELLING',
  'CLASS_CELL',
  'CLOSE_FAILED',
  'DEFINE_UNUSED',
  'DEFINE_WITHOUT_TREE_SHAKING',
  'DISTRIBUTIONS_OVERLAP',
  'DOCSTRINGS_KEPT',
  'DUPLICATE_MODULE',
  'DYNAMIC_IMPORT',
  'ENTRY_FUTURE_FLAG',
  'ENVIRONMENT',
  'ENVIRONMENT_WITHOUT_INTERPRETER',
  'EXTENSION_MODULE',
  'EXTERNAL_BY_RULE',
  'EXTERNAL_IMPORT',
  'EXTRACT_NOT_BUNDLED',
  'FLATTEN_IMPOSSIBLE',
  'GUARDED_PARSE_ERROR',
  'IMPORT_BY_RULE',
  'INPUT_MAP_UNUSABLE',
  'PATH_NOT_CANONICAL',
  'PLUGIN_MESSAGE',
  'PTH_CODE',
  'REQUIREMENT_GUESSED',
  'REQUIREMENT_LOCAL',
  'RESOURCES',
  'RESOURCE_BY_PATH',
  'RESOURCE_SIZE',
  'RULE_FOR_UNKNOWN_PACKAGE',
  'SECOND_CONFIGURATION',
  'SOURCE_MAP_LOST',
  'SOURCE_READ',
  'STATIC_IMPOSSIBLE',
  'SYNTAX_WARNING',
  'TYPE_CHECKING_ASSIGNED',
  'TYPE_PARAMETER_LOCALS',
  'TYPE_PARAMETER_SCOPE',
  'UNKNOWN_OPTION',
  'UNKNOWN_SEVERITY_CODE',
  'UNKNOWN_VARIABLE',
] as const;

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

export const dynamicImport = (packageName: string, module: string): Message => ({
  code: 'DYNAMIC_IMPORT',
  message: 'What this imports is only known at run time; it is in the bundle only if something else asks for it.',
  hint: `Say what it can be: --include MODULE, or --include '${packageName}.*' for all of a package; or a rule for "${module}" (docs/rules.md).`,
});

export const importByRule = (module: string): Message => ({
  code: 'IMPORT_BY_RULE',
  message: `What this imports is only known at run time; a rule says it for "${module}".`,
});

export const externalByRule = (name: string, reason: string): Message => ({
  code: 'EXTERNAL_BY_RULE',
  message: `"${name}" is left to the environment: ${reason}`,
});

export const invalidRule = (reason: string): Message => ({
  code: 'INVALID_RULE',
  message: `${reason}.`,
  hint: 'docs/rules.md says what a rule holds.',
});

export const notShaken = (name: string): Message => ({
  code: 'NOT_SHAKEN',
  message: `"${name}" is there because nothing was left out.`,
  hint: 'Leave --no-tree-shaking out.',
});

export const ruleForUnknownPackage = (name: string, nearest: readonly string[]): Message => ({
  code: 'RULE_FOR_UNKNOWN_PACKAGE',
  message: `A rule says what importing "${name}" does, and the bundle has no such module.`,
  hint:
    nearest.length > 0
      ? `Did you mean ${list(nearest)}?`
      : 'The package of a rule is an import name, and what is left to the environment is not shaken.',
});

export const includeNotFound = (name: string, nearest: readonly string[]): Message => ({
  code: 'INCLUDE_NOT_FOUND',
  message: `The module "${name}" of --include cannot be found.`,
  hint: nearest.length > 0 ? `Did you mean ${list(nearest)}?` : 'Add the folder it is in: --path FOLDER',
});

export const environmentNotFound = (): Message => ({
  code: 'ENVIRONMENT_NOT_FOUND',
  message: 'There is no environment to take installed packages from.',
  hint: 'Name its folder or its interpreter with --python.',
});

export const pythonNotFound = (path: string): Message => ({
  code: 'ENVIRONMENT_NOT_FOUND',
  message: `"${path}" is neither an interpreter nor the folder of an environment.`,
  hint: 'Name one of them with --python: .venv, or /usr/bin/python3',
});

export const environmentUsed = (path: string, from: string): Message => ({
  code: 'ENVIRONMENT',
  message: `Installed packages are those of "${path}", from ${from}.`,
});

export const environmentWithoutInterpreter = (folder: string, home: string | undefined): Message => ({
  code: 'ENVIRONMENT_WITHOUT_INTERPRETER',
  message:
    home === undefined
      ? `The environment "${folder}" does not say which interpreter it was made from.`
      : `The environment "${folder}" was made from an interpreter in "${home}", which is no longer there.`,
  hint: 'What is installed in it is used all the same; make it anew, as it cannot run anything.',
});

export const pthLineNotRead = (file: string, line: number, text: string): Message => ({
  code: 'PTH_CODE',
  message: `"${file}" has code on line ${line}, which is not run: ${text.length > 80 ? `${text.slice(0, 80)}...` : text}`,
});

export const inlineNotFound = (name: string, nearest: readonly string[]): Message => ({
  code: 'INLINE_NOT_FOUND',
  message: `No installed distribution or package is called "${name}".`,
  hint:
    nearest.length > 0
      ? `Did you mean ${list(nearest)}?`
      : 'Install it, or name the environment that has it with --python.',
});

export const distributionStaysExternal = (name: string, extension: string): Message => ({
  code: 'EXTENSION_MODULE',
  message: `The distribution "${name}" stays external: it needs the compiled module ${extension}.`,
  hint: `Say so, and it is not mentioned any more: --external ${name}`,
});

export const resourceByPath = (packageName: string): Message => ({
  code: 'RESOURCE_BY_PATH',
  message: `"${packageName}" looks for files beside its modules, which are in the bundle.`,
  hint: `If it opens them by path, have them put on the disk when the program runs: --extract ${packageName}`,
});

/** @param sizes bytes by package, the largest first */
export const resourcesBundled = (count: number, sizes: ReadonlyMap<string, number>): Message => {
  const parts = [...sizes].map(([name, bytes]) => `${name} ${Math.ceil(bytes / 1000)} kB`);
  const more = parts.length > 5 ? `, and ${parts.length - 5} more` : '';
  return {
    code: 'RESOURCES',
    message: `${count} file${count === 1 ? '' : 's'} beside modules went in: ${parts.slice(0, 5).join(', ')}${more}.`,
    hint: "Leave out what nothing reads: --resources '!PACKAGE/FOLDER/**'",
  };
};

export const resourceSize = (path: string, size: number): Message => ({
  code: 'RESOURCE_SIZE',
  message: `The file ${path} has ${(size / 1e6).toFixed(1)} MB, which Python reads on every start of the bundle.`,
  hint: `Leave it out if nothing reads it: --resources '!${path}'`,
});

export const extractNotBundled = (name: string): Message => ({
  code: 'EXTRACT_NOT_BUNDLED',
  message: `There is nothing to extract of "${name}", which is not in the bundle.`,
  hint: `Bundle it as well: --inline ${name}`,
});

export const extensionImport = (name: string, file: string): Message => ({
  code: 'EXTENSION_IMPORT',
  message: `"${name}" is a compiled module, which no bundle can hold: ${file}`,
  hint: `Leave its whole package to the environment: --external ${name.split('.', 1)[0]}`,
});

export const distributionsOverlap = (file: string, used: string, others: readonly string[]): Message => ({
  code: 'DISTRIBUTIONS_OVERLAP',
  message: `"${file}" was installed by "${used}" and by ${list(others)}, and is taken for the first one's.`,
  hint: 'One has overwritten the other: uninstall all of them, then install the one that is meant.',
});

/**
 * @param canonical the name as which the file runs
 * @param places all its names, each with the places where it is imported
 * @param below how many modules in it have several names as well
 */
export const duplicateModule = (canonical: string, places: ReadonlyMap<string, string>, below: number): Message => {
  const names = [...places].map(([name, where]) => `as "${name}" (${where})`);
  const all = `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
  const modules = below === 1 ? 'A module below it is' : `${below} modules below it are`;
  return {
    code: 'DUPLICATE_MODULE',
    message:
      `One file is imported ${all}; the bundle runs it once, as "${canonical}", and Python once for each name.` +
      (below === 0 ? '' : ` ${modules} imported under several names with it.`),
    hint: 'Import it by one name; or have a module for each name, as in Python: --deduplicate text',
  };
};

export const pathNotCanonical = (file: string, reason: string): Message => ({
  code: 'PATH_NOT_CANONICAL',
  message: `The canonical path of "${file}" cannot be found: ${reason}; under another path, the file counts as another one.`,
});

export const guessedRequirement = (importName: string, distribution: string): Message => ({
  code: 'REQUIREMENT_GUESSED',
  message: `Nothing that is installed provides "${importName}"; "${distribution}" is required without a version.`,
  hint: 'Install it before bundling, or name the environment that has it with --python.',
});

export const localRequirement = (name: string, address: string): Message => ({
  code: 'REQUIREMENT_LOCAL',
  message: `"${name}" was installed from ${address}; an index may not have it.`,
  hint: `Bundle it: --inline ${name}`,
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

export const pluginFailed = (plugin: string, hook: string, reason: string, hint?: string): Message => ({
  code: 'PLUGIN_FAILED',
  message: `The plugin "${plugin}" failed in its ${hook} hook: ${reason}`,
  hint,
});

export const invalidPlugin = (reason: string, hint?: string): Message => ({
  code: 'INVALID_PLUGIN',
  message: reason,
  hint,
});

export const invalidHookResult = (plugin: string, hook: string, reason: string, hint?: string): Message => ({
  code: 'INVALID_HOOK_RESULT',
  message: `The ${hook} hook of the plugin "${plugin}" returned ${reason}.`,
  hint,
});

export const invalidArgument = (called: string, reason: string, hint?: string): Message => ({
  code: 'INVALID_ARGUMENT',
  message: `${called} was given ${reason}.`,
  hint,
});

export const tooEarly = (what: string, first: string): Message => ({
  code: 'TOO_EARLY',
  message: `${what} is there from the ${first} hook on.`,
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

export const editTooLate = (): Message => ({
  code: 'EDIT_TOO_LATE',
  message: 'This text can no longer be edited: the hooks that may edit it have ended.',
  hint: 'Edit in transform or analyse, and await what the hook starts before it returns.',
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
  hint:
    one === other
      ? 'Matches of a query may be nested, and so may what an expression finds: skip the inner ones.'
      : 'All plugins of a hook see one text; what others make of it in transform can be edited in analyse.',
});

export const editsBreakSyntax = (plugins: readonly string[], reason: string): Message => ({
  code: 'EDITS_BREAK_SYNTAX',
  message: `What ${list(plugins)} made of this text is no Python: ${reason}`,
});

/** @param other the plugin that emitted it first, or nothing where the bundle or the metafile goes there */
export const fileEmittedTwice = (name: string, other?: string): Message => ({
  code: 'FILE_EMITTED_TWICE',
  message: `The file "${name}" would be written twice.`,
  hint: other === undefined ? 'The bundle or the metafile goes there.' : `The plugin "${other}" emits it as well.`,
});

export const invalidAppendedText = (section: string, reason: string, place: string): Message => ({
  code: 'INVALID_APPENDED_TEXT',
  message: `What is appended to "${section}" cannot stand there: ${reason} (${place}).`,
});

/** @param plugin the one whose text would be lost; nothing for cribo itself */
export const appendedAfterReplace = (replacing: string, plugin: string | undefined): Message => ({
  code: 'APPENDED_AFTER_REPLACE',
  message: `The plugin "${replacing}" replaced the bundle too early: what ${plugin === undefined ? 'cribo' : `"${plugin}"`} appends would be lost.`,
  hint: "Replace it in a generate hook with order: 'post', which runs when all is there.",
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

export const inputMapUnusable = (name: string, reason: string): Message => ({
  code: 'INPUT_MAP_UNUSABLE',
  message: `The source map that the file of "${name}" names cannot be used, and positions lead to that file: ${reason}.`,
  hint: 'Make the file anew with its map, or take the comment out of its last line.',
});

export const sourceMapLost = (plugin: string): Message => ({
  code: 'SOURCE_MAP_LOST',
  message: `There is no source map, as the plugin "${plugin}" made another bundle of the one that it would describe.`,
  hint: 'bundle.append changes a bundle and keeps its positions; --source-map off asks for no map.',
});

export const warningsAreErrors = (count: number): Message => ({
  code: 'WARNINGS',
  message: `${count} warning${count === 1 ? ' was' : 's were'} given, and --fail-on-warn makes that an error.`,
  hint: 'Mend them, or set the severity of their codes in the configuration.',
});

export const unknownSeverityCode = (code: string, nearest: readonly string[]): Message => ({
  code: 'UNKNOWN_SEVERITY_CODE',
  message: `The severity of "${code}" is set, and nothing has that code.`,
  hint: `Did you mean ${list(nearest)}?`,
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

export const unknownStrategy = (
  strategy: string,
  nearest: readonly string[],
  known: readonly string[],
  pattern?: string,
): Message => ({
  code: 'UNKNOWN_STRATEGY',
  message: `There is no strategy "${strategy}"${pattern === undefined ? '' : `, as "${pattern}" is to have`}.`,
  hint: nearest.length > 0 ? `Did you mean ${list(nearest)}?` : `The strategies are ${list(known)}.`,
});

export const invalidPlatform = (platform: string, nearest: readonly string[], known: readonly string[]): Message => ({
  code: 'INVALID_PLATFORM',
  message: `Python knows no platform "${platform}".`,
  hint:
    nearest.length > 0 ? `Did you mean ${list(nearest)}?` : `sys.platform is one of ${list(known)}, or other Unixes.`,
});

export const invalidDefine = (name: string, problem: string, hint: string): Message => ({
  code: 'INVALID_DEFINE',
  message: `"${name}" cannot be defined: ${problem}.`,
  hint,
});

export const contradictoryDefines = (name: string, one: string, other: string): Message => ({
  code: 'CONTRADICTORY_DEFINES',
  message: `"${name}" is to be ${one} and ${other} at once.`,
  hint: 'Leave one of them out.',
});

export const definesWithoutTreeShaking = (option: string): Message => ({
  code: 'DEFINE_WITHOUT_TREE_SHAKING',
  message: `${option} decides no condition, as nothing is left out of the bundle.`,
  hint: '--tree-shaking safe leaves out what conditions exclude.',
});

export const defineUnused = (name: string): Message => ({
  code: 'DEFINE_UNUSED',
  message: `Nothing in the program means "${name}", which is defined.`,
  hint: 'A name that a module binds is defined by its dotted name: --define app.settings.DEBUG=false',
});

export const docstringsKept = (module: string, reason: string, isEverywhere: boolean): Message => ({
  code: 'DOCSTRINGS_KEPT',
  message: isEverywhere
    ? `All docstrings stay because of "${module}": ${reason}.`
    : `The docstring of "${module}" stays: ${reason}.`,
});

export const annotationsKept = (reason: string): Message => ({
  code: 'ANNOTATIONS_KEPT',
  message: `Annotations of functions stay, as something may read them: ${reason}.`,
});

export const sourceRead = (module: string, name: string): Message => ({
  code: 'SOURCE_READ',
  message: `The module "${module}" has the name ${name}, and may read source text, of which comments or docstrings are left out.`,
  hint: "--comments keep --docstrings keep leaves the text as it is; severity = { SOURCE_READ = 'off' } says that it does not matter.",
});

export const typeCheckingAssigned = (module: string): Message => ({
  code: 'TYPE_CHECKING_ASSIGNED',
  message: `The module "${module}" gives TYPE_CHECKING another value, which is taken for False everywhere.`,
  hint: '--define TYPE_CHECKING=true takes it for True, --no-tree-shaking for nothing.',
});

export const staticImpossible = (module: string, reason: string): Message => ({
  code: 'STATIC_IMPOSSIBLE',
  message: `"${module}" is wrapped, as it cannot be a class of static methods: ${reason}.`,
  hint: `docs/strategies.md says more; --strategy ${module}=wrap asks for what happens anyway.`,
});

export const flattenImpossible = (module: string, reason: string): Message => ({
  code: 'FLATTEN_IMPOSSIBLE',
  message: `"${module}" is wrapped, as it cannot be flattened: ${reason}.`,
  hint: `docs/strategies.md says more; --strategy ${module}=wrap asks for what happens anyway.`,
});

export const nothingFlattened = (reason: string): Message => ({
  code: 'FLATTEN_IMPOSSIBLE',
  message: `Nothing is flattened, as the program could see it: ${reason}.`,
  hint: 'docs/strategies.md says more; --strategy wrap asks for what happens anyway.',
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

export const mapUnusable = (bundle: string, reason: string): Message => ({
  code: 'MAP_UNUSABLE',
  message: `The source map of "${bundle}" cannot be used: ${reason}.`,
  hint: 'Positions in it stay as they are. Bundle again with --source-map, or name the map: cribo trace --map FILE',
});

export const mapMismatch = (bundle: string): Message => ({
  code: 'MAP_MISMATCH',
  message: `The source map is not of this "${bundle}": the bundle was built again, edited or formatted since.`,
  hint: 'Positions in it stay as they are. Take the bundle and the map of one build, or bundle again with --source-map.',
});

export const traceOfAnother = (bundle: string, line: number): Message => ({
  code: 'TRACE_MISMATCH',
  message: `The text shows something else on line ${line} of "${bundle}" than the bundle has there: another build printed it.`,
  hint: 'Positions in it stay as they are. Name the map of that build: cribo trace --map FILE',
});

export const originalChanged = (name: string): Message => ({
  code: 'ORIGINAL_CHANGED',
  message: `"${name}" has changed since it was bundled: positions are those in the file as it was.`,
});

export const originalMissing = (name: string): Message => ({
  code: 'ORIGINAL_MISSING',
  message: `"${name}" is not there, and the source map does not carry its text: source lines stay as they were printed.`,
});

export const nothingToTrace = (): Message => ({
  code: 'NOTHING_TRACED',
  message: 'The text is as it was: no file that it names has a source map.',
  hint: 'Bundle with --source-map, or name the map: cribo trace --map bundle.py.map',
});

export const reportUnreadable = (reason: string): Message => ({
  code: 'REPORT_UNREADABLE',
  message: `The text begins as a report of "coverage json" does, and is none: ${reason}.`,
  hint: 'It is written as it was read.',
});
