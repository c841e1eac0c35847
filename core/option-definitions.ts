import type { BuildOptions, Configuration } from './options.ts';
import { positionModes } from './positions-option.ts';
import { strategyNames } from './strategy.ts';

/** Where an option may be given: as a flag, as a variable `CRIBO_*`, in a configuration file, to `build`. */
export type OptionPlace = 'flag' | 'variable' | 'file' | 'api';

/** What an option takes; `core/check-option.ts` says which values that are. */
export type OptionKind =
  | 'string'
  | 'boolean'
  | 'strings'
  /** `true`, or the name of a file. */
  | 'booleanOrString'
  /** `true` for all, or a list of names. */
  | 'booleanOrStrings'
  /** One of the choices, of which `off` may be given as `false` too. */
  | 'choiceOrFalse'
  /** The same, and `true` for the first one, as is the flag alone. */
  | 'choiceOrBoolean'
  /** A table of levels by code. */
  | 'severities'
  /** The name of a strategy, or a table of names by pattern of modules. */
  | 'strategies'
  /** How flattened modules' names are made different; `core/flatten-naming.ts` says what is in it. */
  | 'flattenNaming'
  /** Which positions code has, by name or in a table; `core/positions-option.ts` says what is in it. */
  | 'positions'
  /** A table of constants by name. */
  | 'defines'
  /** A list of tables; `plugins/rules/` says what is in them. */
  | 'rules'
  /** Plugins; in TOML and JSON their names, or tables with a name and options. */
  | 'plugins'
  | 'function';

/** One row of the table of options. */
export interface OptionDefinition {
  readonly kind: OptionKind;
  /** One line, without a full stop. */
  readonly description: string;
  /** What holds when it is not given, as the documentation says it. */
  readonly default: string;
  readonly places: readonly OptionPlace[];
  /** The letter of its short flag. */
  readonly short?: string;
  /** What stands for the value in the help text. */
  readonly value?: string;
  /** The only values it takes. */
  readonly choices?: readonly string[];
  /** Its value is a path, relative to the folder of the file (or else the working folder) that gives it. */
  readonly isPath?: boolean;
}

const everywhere = ['flag', 'variable', 'file', 'api'] as const;
const commandLine = ['flag', 'variable'] as const;

/** What is printed, from nothing to everything. */
export const logLevels = ['silent', 'error', 'warn', 'info', 'debug'] as const;

/** What the severity of a code may be set to. */
export const severities = ['off', 'debug', 'info', 'warn', 'error'] as const;

/** What becomes of a file that is imported under several names. */
export const deduplicationModes = ['file', 'text', 'off'] as const;

/** Values of `treeShaking`. */
export const treeShakingModes = ['safe', 'aggressive', 'off'] as const;

/** Values of `comments`. */
export const commentChoices = ['keep', 'legal', 'none'] as const;

/** Values of `sourceMap`. */
export const sourceMapModes = ['file', 'inline', 'cache', 'off'] as const;

/** Values of `docstrings`. */
export const docstringChoices = ['keep', 'none'] as const;

type CommandLineKey =
  'inlineAll' | 'prefix' | 'sourceRoot' | 'why' | 'explain' | 'config' | 'noConfig' | 'mode' | 'only';

/**
 * Every option, in the order of the help text. Flags, variables, the checks of configuration files, the JSON Schema and
 * the table of `docs/configuration.md` are made from it.
 */
export const optionDefinitions = {
  entry: {
    kind: 'string',
    description: 'What to bundle: file, folder, module, module:function, or -',
    default: 'required',
    places: everywhere,
    short: 'e',
    value: 'entry',
  },
  output: {
    kind: 'string',
    description: 'Where the bundle goes',
    default: 'standard output',
    places: everywhere,
    short: 'o',
    value: 'file',
    isPath: true,
  },
  cwd: {
    kind: 'string',
    description: 'Folder that relative paths start from',
    default: 'the working folder',
    places: ['api'],
  },
  path: {
    kind: 'strings',
    description: 'Another folder to look for modules in',
    default: 'none',
    places: everywhere,
    value: 'folder',
    isPath: true,
  },
  external: {
    kind: 'strings',
    description: 'Leave a module, and what is below it, to the environment',
    default: 'none',
    places: everywhere,
    value: 'module',
  },
  inline: {
    kind: 'booleanOrStrings',
    description: 'Bundle an installed distribution or package too, and what it requires',
    default: 'none',
    places: everywhere,
    value: 'name',
  },
  inlineAll: {
    kind: 'boolean',
    description: 'Bundle every installed distribution that the program uses',
    default: 'false',
    places: commandLine,
  },
  inlineDependencies: {
    kind: 'boolean',
    description: 'Bundle what inlined distributions require as well',
    default: 'true',
    places: everywhere,
  },
  python: {
    kind: 'string',
    description: 'Interpreter or environment that has the installed packages',
    default: 'the active environment, or `.venv`, or else `python3`',
    places: everywhere,
    value: 'path',
    isPath: true,
  },
  resources: {
    kind: 'strings',
    description: 'Bundle files of packages that match a pattern; not those of !pattern',
    default: 'data files',
    places: everywhere,
    value: 'pattern',
  },
  extract: {
    kind: 'strings',
    description: 'Put the files of a package on the disk when the program runs',
    default: 'none',
    places: everywhere,
    value: 'name',
  },
  include: {
    kind: 'strings',
    description: 'Bundle a module that no import names, or all of a package: pkg.*, pkg.**',
    default: 'none',
    places: everywhere,
    value: 'module',
  },
  exclude: {
    kind: 'strings',
    description: 'Keep a module out, and let its import fail even where it is installed',
    default: 'none',
    places: everywhere,
    value: 'module',
  },
  deduplicate: {
    kind: 'choiceOrFalse',
    description: 'What one file under several names is: one module (file), modules that share its text (text), or off',
    default: '`file`',
    places: everywhere,
    value: 'mode',
    choices: deduplicationModes,
  },
  treeShaking: {
    kind: 'choiceOrFalse',
    description:
      'Leave out what the program does not need: where nobody can notice (safe), where rules say so too (aggressive), or off',
    default: '`safe`',
    places: everywhere,
    value: 'mode',
    choices: treeShakingModes,
  },
  minify: {
    kind: 'boolean',
    description: 'Leave out comments (but for licences), docstrings, blank lines and annotations that nobody reads',
    default: 'false',
    places: everywhere,
  },
  comments: {
    kind: 'string',
    description: 'Which comments stay: all (keep), licences and script metadata (legal), or none',
    default: '`keep`, with `minify` `legal`',
    places: everywhere,
    value: 'choice',
    choices: commentChoices,
  },
  docstrings: {
    kind: 'string',
    description: 'Whether docstrings stay (keep), or go where nothing in the bundle reads them (none)',
    default: '`keep`, with `minify` `none`',
    places: everywhere,
    value: 'choice',
    choices: docstringChoices,
  },
  rules: {
    kind: 'rules',
    description: 'What is to be known about packages, beside the rules of cribo (docs/rules.md)',
    default: 'none',
    places: ['file', 'api'],
  },
  targetPython: {
    kind: 'string',
    description: 'Oldest Python to run on, 3.8 to 3.14: newer syntax is an error',
    default: 'any',
    places: everywhere,
    value: 'version',
  },
  targetPlatform: {
    kind: 'strings',
    description: 'A platform to run on, as sys.platform calls it: conditions on it are decided in the build',
    default: 'any',
    places: everywhere,
    value: 'platform',
  },
  define: {
    kind: 'defines',
    description: 'Decide conditions on a name by a value: DEBUG=false, app.settings.LEVEL=3, __debug__=true',
    default: 'none',
    places: everywhere,
    value: 'name=value',
  },
  execFree: {
    kind: 'boolean',
    description: 'Make a bundle without exec, as every bundle is',
    default: 'true',
    places: everywhere,
  },
  strategy: {
    kind: 'strategies',
    description: `How modules are rendered: ${strategyNames.join(' or ')}, or PATTERN=NAME for some of them (docs/strategies.md)`,
    default: '`wrap`',
    places: everywhere,
    short: 's',
    value: 'name',
    choices: strategyNames,
  },
  staticBundling: {
    kind: 'boolean',
    description: 'Make classes of static methods: the strategy static',
    default: 'false',
    places: everywhere,
  },
  flatten: {
    kind: 'flattenNaming',
    description: 'What names of flattened modules become: `prefix`, a pattern, and `rename`, conflicts or always',
    default: '`{module}__{name}`, conflicts',
    places: ['file', 'api'],
  },
  prefix: {
    kind: 'string',
    description: 'What a name of a flattened module becomes that another one has: a pattern with {module} and {name}',
    default: '`{module}__{name}`',
    places: commandLine,
    value: 'pattern',
  },
  positions: {
    kind: 'positions',
    description:
      'Whose files and lines Python says: of modules the original ones (native), of the entry too (full), or the bundle (off)',
    default: '`native`',
    places: everywhere,
    value: 'mode',
    choices: positionModes,
  },
  sourceRoot: {
    kind: 'strings',
    description:
      "A folder, relative to the bundle's, that may have the original files when it runs (docs/debugging.md)",
    default: 'none',
    places: ['flag'],
    value: 'folder',
  },
  plugins: {
    kind: 'plugins',
    description: 'Plugins, which run before the built-in ones',
    default: 'none',
    places: ['file', 'api'],
  },
  name: {
    kind: 'string',
    description: 'Name of a build among several',
    default: 'its number',
    places: ['file', 'api'],
  },
  severity: {
    kind: 'severities',
    description: 'Level by code: off, debug, info, warn or error',
    default: 'as each code has it',
    places: ['file', 'api'],
  },
  failOnWarn: {
    kind: 'boolean',
    description: 'Fail when there is a warning',
    default: 'false',
    places: everywhere,
  },
  sourceMap: {
    kind: 'choiceOrBoolean',
    description: 'Make a source map: beside the bundle, in it, or in the cache of the user',
    default: '`off`',
    places: everywhere,
    value: 'mode',
    choices: sourceMapModes,
  },
  sourceMapRoot: {
    kind: 'string',
    description: 'What the map says its sources are relative to (sourceRoot)',
    default: 'the folder of the map',
    places: everywhere,
    value: 'url',
  },
  sourcesContent: {
    kind: 'boolean',
    description: 'Put the text of the sources into the map',
    default: 'false',
    places: everywhere,
  },
  metafile: {
    kind: 'string',
    description: "Where a description of the bundle goes, in esbuild's format",
    default: 'none',
    places: everywhere,
    value: 'file',
    isPath: true,
  },
  requirements: {
    kind: 'booleanOrString',
    description: 'Write what the bundle needs from the environment to requirements.txt beside it, or to a file',
    default: 'false',
    places: everywhere,
    value: 'file',
    isPath: true,
  },
  scriptMetadata: {
    kind: 'boolean',
    description: 'Write that into the bundle as well, as a block of script metadata (PEP 723)',
    default: 'false',
    places: everywhere,
  },
  pinRequirements: {
    kind: 'boolean',
    description: 'Require the versions that are installed, not these or later ones',
    default: 'false',
    places: everywhere,
  },
  profile: {
    kind: 'booleanOrString',
    description: 'Show the time per plugin and hook; with a file, also write a Chrome trace',
    default: 'false',
    places: everywhere,
    value: 'file',
    isPath: true,
  },
  write: {
    kind: 'boolean',
    description: 'Write files; if not, the result alone has them',
    default: 'true',
    places: ['api'],
  },
  onLog: {
    kind: 'function',
    description: 'Gets every message that does not end the build',
    default: 'none',
    places: ['api'],
  },
  onProgress: {
    kind: 'function',
    description: 'Gets the number of modules loaded so far',
    default: 'none',
    places: ['api'],
  },
  logLevel: {
    kind: 'string',
    description: 'What to print: silent, error, warn, info or debug',
    default: '`info` on a terminal, else `warn`',
    places: ['flag', 'variable', 'file'],
    value: 'level',
    choices: logLevels,
  },
  filterLogs: {
    kind: 'strings',
    description: 'Show only messages like code:STAR_*, module:pkg.* or !code:X, joined by &',
    default: 'all',
    places: ['flag', 'variable', 'file'],
    value: 'pattern',
  },
  why: {
    kind: 'string',
    description: 'Show the chain of imports that leads to a module, or for MODULE:NAME what needs the name',
    default: 'none',
    places: ['flag'],
    value: 'module',
  },
  explain: {
    kind: 'booleanOrString',
    description:
      'Show the strategy of each module and why, and what kept most of their text; or of one the lines that decided it',
    default: 'false',
    places: ['flag'],
    value: 'module',
  },
  config: {
    kind: 'string',
    description: 'The configuration file',
    default: 'searched for',
    places: commandLine,
    short: 'c',
    value: 'file',
    isPath: true,
  },
  noConfig: {
    kind: 'boolean',
    description: 'Read no configuration file',
    default: 'false',
    places: commandLine,
  },
  mode: {
    kind: 'string',
    description: 'The mode that a configuration function gets',
    default: '`production`',
    places: commandLine,
    value: 'mode',
  },
  only: {
    kind: 'strings',
    description: 'Run the build of this name, of several',
    default: 'all builds',
    places: commandLine,
    value: 'name',
  },
} as const satisfies Record<keyof BuildOptions | keyof Configuration | CommandLineKey, OptionDefinition>;

/** A key of the table of options. */
export type OptionKey = keyof typeof optionDefinitions;

/** The keys of the options that may be given in a place, in the order of the table. */
export function optionKeys(place: OptionPlace): OptionKey[] {
  const keys = Object.keys(optionDefinitions) as OptionKey[];
  return keys.filter((key) => definitionOf(key).places.includes(place));
}

/** One row of the table, without the narrow type that it has there. */
export function definitionOf(key: OptionKey): OptionDefinition {
  return optionDefinitions[key];
}

/** `targetPython` as TOML and flags spell it: `target-python`. */
export function kebabCase(key: string): string {
  return key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

/** The variable of an option: `CRIBO_TARGET_PYTHON`. */
export function variableOf(key: string): string {
  return `CRIBO_${kebabCase(key).replaceAll('-', '_').toUpperCase()}`;
}
