import { resolve } from 'node:path';
import { checkOptions, checkTarget } from './check-options.ts';
import { checkPlatform } from './defines.ts';
import type { Diagnostic, Level } from './diagnostics.ts';
import type {
  commentChoices,
  deduplicationModes,
  docstringChoices,
  logLevels,
  sourceMapModes,
  treeShakingModes,
} from './option-definitions.ts';
import type { PluginOption } from './plugin.ts';
import type { PythonVersion } from './python/facts.ts';
import { flattenNaming, type FlattenNaming, type FlattenOption } from './flatten-naming.ts';
import { type Positions, positionsOf, type PositionsOption } from './positions-option.ts';
import { strategyChoice, type StrategyChoice, type StrategyOption } from './strategy.ts';
import type { Rule } from '../plugins/rules/rule.ts';

/** A level, or `off` for what is not reported at all. */
export type Severity = Level | 'off';

/** What `define` gives a name: a string, a number, `True`, `False` or `None`. */
export type DefinedValue = string | number | boolean | null;

/** What is printed, from nothing to everything. */
export type LogLevel = (typeof logLevels)[number];

/** Options of `build`. */
export interface BuildOptions {
  /**
   * What the user runs: a file, a package folder, a dotted module, `module:function`, or `-` for standard input.
   * Paths are relative to `cwd`.
   */
  entry: string;
  /** Where the bundle goes; left out, nothing is written and the result carries the text. */
  output?: string | undefined;
  /** Folder that relative paths start from. @default process.cwd() */
  cwd?: string | undefined;
  /** More folders to look for modules in, after the entry's folder and the `src` roots. @default [] */
  path?: readonly string[] | undefined;
  /** Modules that stay imports of the environment, with their submodules. @default [] */
  external?: readonly string[] | undefined;
  /**
   * Installed distributions or packages to bundle as well, with what they require; `true` for every one that the program
   * uses. Those with extension modules stay external, unless they run without. @default []
   */
  inline?: boolean | readonly string[] | undefined;
  /** Whether what an inlined distribution requires is inlined with it. @default true */
  inlineDependencies?: boolean | undefined;
  /**
   * The interpreter or the folder of the environment that has the installed packages.
   * @default the active environment, or `.venv` beside the project, or else that of `python3`
   */
  python?: string | undefined;
  /**
   * Globs of files beside modules that go into the bundle although they are code, tests or hidden, and after a `!` of such
   * as do not: `pkg/data/*.json`, `!pkg/docs/**`. Paths begin with the package. @default []
   */
  resources?: readonly string[] | undefined;
  /** Packages or distributions whose files are put on the disk when the program runs. @default [] */
  extract?: readonly string[] | undefined;
  /**
   * Modules to bundle although no import statement names them. `pkg.*` is what is directly below a package, `pkg.**` the
   * package and all below it. @default []
   */
  include?: readonly string[] | undefined;
  /**
   * Modules, or patterns as in `include`, that are not bundled, and cannot be imported at run time even where they are
   * installed. @default []
   */
  exclude?: readonly string[] | undefined;
  /**
   * What a file is that is imported under several names: `file`: one module under all of them; `text`: a module for each
   * name, as in Python, whose text the bundle holds once; `off` or `false`: a module with its own text for each name.
   * @default 'file'
   */
  deduplicate?: (typeof deduplicationModes)[number] | false | undefined;
  /**
   * What is left out of modules: `safe`: statements that the program does not need, where nobody can notice;
   * `aggressive`: also what rules say has no side effects; `off` or `false`: nothing. @default 'safe'
   */
  treeShaking?: (typeof treeShakingModes)[number] | false | undefined;
  /**
   * Whether all that only people read is left out: comments, docstrings, blank lines, annotations where nobody can read them.
   * Lines and columns of what stays are those of the files. @default false
   */
  minify?: boolean | undefined;
  /**
   * Which comments stay: `keep`: all; `legal`: licences, copyright and script metadata; `none`: those that Python reads, and
   * the script metadata of the entry. @default 'keep', with `minify` 'legal'
   */
  comments?: (typeof commentChoices)[number] | undefined;
  /** Whether docstrings stay, or go where nothing in the bundle reads them. @default 'keep', with `minify` 'none' */
  docstrings?: (typeof docstringChoices)[number] | undefined;
  /** What is to be known about packages, after the rules that cribo has (docs/rules.md). @default [] */
  rules?: readonly Rule[] | undefined;
  /** The oldest Python the bundle has to run on, as `3.8`: newer syntax is an error. @default any */
  targetPython?: string | undefined;
  /**
   * Platforms the bundle has to run on, as `sys.platform` has them: `linux`, `darwin`, `win32`. Conditions on that are
   * decided in the build, as far as they come out the same on all. @default any
   */
  targetPlatform?: readonly string[] | undefined;
  /**
   * Values by which conditions are decided in the build: of `__debug__` and names that no module binds (which are replaced
   * everywhere), and by dotted name of attributes of modules, such as `app.settings.DEBUG`. @default none
   */
  define?: Readonly<Record<string, DefinedValue>> | undefined;
  /** Without `exec`, as every bundle is; `false` is refused. @default true */
  execFree?: boolean | undefined;
  /**
   * How modules are rendered: a strategy for all (docs/strategies.md), or strategies by name or pattern as in `include`,
   * of which the last that fits counts: `{ default: 'wrap', 'app.*': 'static' }`. @default 'wrap'
   */
  strategy?: StrategyOption | undefined;
  /**
   * What names of flattened modules become that another one has too (docs/strategies.md): `{ prefix, rename }`.
   * @default { prefix: '{module}__{name}', rename: 'conflicts' }
   */
  flatten?: FlattenOption | undefined;
  /**
   * Whose files, lines and columns Python says in tracebacks, and tells debuggers: `native`: of modules those that they have
   * unbundled; `full`: of the entry too, for development; `off`: the bundle's; or a table `{ mode, root }`, in which `root` are
   * folders that may have the original files (docs/debugging.md). @default 'native'
   */
  positions?: PositionsOption | undefined;
  /** Classes of static methods in place of wrapped modules: another name of `strategy: 'static'`. @default false */
  staticBundling?: boolean | undefined;
  /** The user's own plugins; they run before the built-in ones. @default [] */
  plugins?: PluginOption;
  /** What messages call this build, when there are several. */
  name?: string | undefined;
  /** Levels by code: `{ CLASS_CELL: 'off', SYNTAX_WARNING: 'error' }`. @default as each code has it */
  severity?: Readonly<Record<string, Severity>> | undefined;
  /** Whether a warning makes the build fail. @default false */
  failOnWarn?: boolean | undefined;
  /**
   * Where a source map of the bundle goes (docs/debugging.md): `file` or `true`: to a `.map` beside it, `inline`: into a comment at
   * its end, `cache`: into the user's cache folder, `off` or `false`: none is made. @default 'off'
   */
  sourceMap?: (typeof sourceMapModes)[number] | boolean | undefined;
  /** `sourceRoot` of the map, which stands before the paths of its sources. @default none */
  sourceMapRoot?: string | undefined;
  /** Whether the map has the text of its sources. @default false */
  sourcesContent?: boolean | undefined;
  /** Where a description of the bundle goes, in esbuild's format. @default none is written */
  metafile?: string | undefined;
  /** Whether requirements are written: to `requirements.txt` beside the output, or to a file of this name. @default false */
  requirements?: boolean | string | undefined;
  /** Whether the bundle gets its requirements as a block of script metadata (PEP 723). @default false */
  scriptMetadata?: boolean | undefined;
  /** Whether requirements are for the installed version (`==`) alone, as against later ones too (`>=`). @default false */
  pinRequirements?: boolean | undefined;
  /** Whether time is measured per plugin and hook; a file gets it as a Chrome trace too. @default false */
  profile?: boolean | string | undefined;
  /** Whether anything is written; the result has it all in any case. @default true */
  write?: boolean | undefined;
  /** Gets every diagnostic that does not end the build, as it arises. @default they are only collected */
  onLog?: ((diagnostic: Diagnostic) => void) | undefined;
  /** Gets the number of modules loaded so far. */
  onProgress?: ((modules: number) => void) | undefined;
}

/** What a configuration file may say about one build. The entry may come from the command line instead. */
export interface Configuration extends Omit<BuildOptions, 'entry' | 'cwd' | 'write' | 'onLog' | 'onProgress'> {
  entry?: string | undefined;
  /** What the command prints. @default `info` on a terminal, else `warn` */
  logLevel?: LogLevel | undefined;
  /** Patterns of messages that the command shows: `code:STAR_*`, `module:pkg.*&!code:X`. @default all are shown */
  filterLogs?: readonly string[] | undefined;
}

/** What a configuration function gets. */
export interface ConfigurationEnvironment {
  readonly command: 'build';
  /** The value of `--mode`. @default 'production' */
  readonly mode: string;
}

type MaybePromise<T> = T | Promise<T>;

/** A function that makes a configuration. */
export type ConfigurationFunction = (
  environment: ConfigurationEnvironment,
) => MaybePromise<Configuration | readonly Configuration[]>;

/** The options of one build after defaults and checks; nothing changes them any more. */
export interface FrozenOptions {
  readonly entry: string;
  /** Absolute path. */
  readonly output: string | undefined;
  /** Absolute path. */
  readonly cwd: string;
  /** Absolute paths. */
  readonly path: readonly string[];
  readonly external: readonly string[];
  readonly inline: true | readonly string[];
  readonly inlineDependencies: boolean;
  /** Absolute path. */
  readonly python: string | undefined;
  readonly resources: readonly string[];
  readonly extract: readonly string[];
  readonly include: readonly string[];
  readonly exclude: readonly string[];
  readonly deduplicate: 'file' | 'text' | false;
  readonly treeShaking: 'safe' | 'aggressive' | false;
  readonly minify: boolean;
  readonly comments: (typeof commentChoices)[number];
  readonly docstrings: (typeof docstringChoices)[number];
  readonly rules: readonly Rule[];
  readonly strategy: StrategyChoice;
  readonly flatten: FlattenNaming;
  readonly positions: Positions;
  readonly targetPython: PythonVersion | undefined;
  readonly targetPlatform: readonly string[];
  readonly define: Readonly<Record<string, DefinedValue>>;
  readonly name: string | undefined;
  readonly severity: Readonly<Record<string, Severity>>;
  readonly failOnWarn: boolean;
  readonly sourceMap: 'file' | 'inline' | 'cache' | false;
  readonly sourceMapRoot: string | undefined;
  readonly sourcesContent: boolean;
  /** Absolute path. */
  readonly metafile: string | undefined;
  /** Absolute path, where it is one. */
  readonly requirements: boolean | string;
  readonly scriptMetadata: boolean;
  readonly pinRequirements: boolean;
  /** Absolute path, where it is one. */
  readonly profile: boolean | string;
  readonly write: boolean;
}

const copy = <Item>(list: readonly Item[] | undefined): readonly Item[] => Object.freeze([...(list ?? [])]);

/**
 * Checks options and fills in defaults.
 * @throws CriboError `MISSING_ENTRY`, `UNKNOWN_OPTION`, `INVALID_OPTION`, `INVALID_TARGET`, `UNKNOWN_STRATEGY`,
 *   `INVALID_PLATFORM`, `INVALID_DEFINE`, `CONTRADICTORY_DEFINES`
 */
export function freezeOptions(options: BuildOptions): FrozenOptions {
  checkOptions(options);
  const cwd = resolve(options.cwd ?? process.cwd());
  const absolute = (path: string): string => resolve(cwd, path);
  const {
    output,
    metafile,
    profile = false,
    requirements = false,
    targetPython,
    deduplicate = 'file',
    treeShaking = 'safe',
    minify = false,
    sourceMap = false,
  } = options;
  return Object.freeze({
    entry: options.entry,
    output: output === undefined ? undefined : absolute(output),
    cwd,
    path: copy(options.path?.map(absolute)),
    external: copy(options.external),
    inline: options.inline === true || copy(options.inline || []),
    inlineDependencies: options.inlineDependencies ?? true,
    python: options.python === undefined ? undefined : absolute(options.python),
    resources: copy(options.resources),
    extract: copy(options.extract),
    include: copy(options.include),
    exclude: copy(options.exclude),
    deduplicate: deduplicate === 'off' ? false : deduplicate,
    treeShaking: treeShaking === 'off' ? false : treeShaking,
    minify,
    comments: options.comments ?? (minify ? 'legal' : 'keep'),
    docstrings: options.docstrings ?? (minify ? 'none' : 'keep'),
    rules: copy(options.rules),
    strategy: strategyChoice(options.strategy, options.staticBundling === true ? 'static' : 'wrap'),
    flatten: flattenNaming(options.flatten),
    positions: positionsOf(options.positions),
    targetPython: targetPython === undefined ? undefined : checkTarget(targetPython),
    targetPlatform: copy(options.targetPlatform?.map(checkPlatform)),
    define: Object.freeze({ ...options.define }),
    name: options.name,
    severity: Object.freeze({ ...options.severity }),
    failOnWarn: options.failOnWarn ?? false,
    sourceMap: sourceMap === 'off' ? false : sourceMap === true ? 'file' : sourceMap,
    sourceMapRoot: options.sourceMapRoot,
    sourcesContent: options.sourcesContent ?? false,
    metafile: metafile === undefined ? undefined : absolute(metafile),
    requirements: typeof requirements === 'string' ? absolute(requirements) : requirements,
    scriptMetadata: options.scriptMetadata ?? false,
    pinRequirements: options.pinRequirements ?? false,
    profile: typeof profile === 'string' ? absolute(profile) : profile,
    write: options.write ?? true,
  });
}
