import type { Bundle, Fragment } from './bundle.ts';
import type { AnalyseContext, Context } from './context.ts';
import type { Diagnostic, Level } from './diagnostics.ts';
import type { Graph } from './graph.ts';
import type { Module } from './module.ts';
import type { BuildOptions, FrozenOptions } from './options.ts';
import type { Source } from './source.ts';

type Awaitable<T> = T | Promise<T>;
/** A hook with nothing to say returns nothing; `null` counts as nothing. */
type Nothing = null | undefined | void;

/** What is asked of `resolve`. */
export interface ResolveRequest {
  /** The entry as the user gave it, or an absolute dotted name. */
  readonly name: string;
  /** The module with the import; none for the entry and for included modules. */
  readonly importer?: Module | undefined;
  readonly kind: 'entry' | 'include' | 'import';
}

/** Where a module was found. */
export interface Resolution {
  /** `file:` or `virtual:` and the dotted name under which the module runs, which is the name that was asked for. */
  readonly id: string;
  /** Absolute path of its file (relative ones are refused); none for virtual modules and namespace packages. */
  readonly file?: string | undefined;
  /**
   * Path relative to the search root, with `/`: a file's, or a namespace package's folder.
   * @default the name's: `a/b.py`, or `a/b/__init__.py` for a package
   */
  readonly path?: string | undefined;
  readonly isPackage?: boolean | undefined;
  /** Folders of a namespace package, which has no file to run. */
  readonly portions?: readonly string[] | undefined;
  /**
   * Gives the last parts of the names of the modules and packages directly below a package, for patterns such as `pkg.*`.
   * @default a pattern finds nothing in it
   */
  readonly children?: (() => readonly string[]) | undefined;
  /** What `__package__` is in an entry that is run as a module; for others it follows from the name. */
  readonly package?: string | undefined;
}

/** A resolution with its path filled in, as every hook but `resolve` sees it. */
export type ResolvedModule = Resolution & { readonly path: string };

/** What `load` gives: text, or the bytes of a Python file to be decoded as PEP 263 says. */
export type LoadResult = { readonly code: string } | { readonly bytes: Uint8Array; readonly executable?: boolean };

/** How a build ended, as `close` hears it. */
export interface BuildEnd {
  /** What made it fail; nothing after a success. */
  readonly error?: unknown;
}

/** What `log` may answer: nothing, `false` to swallow the log, or another level (`error` ends the build). */
export type LogAnswer = false | Level | Nothing;

/** The twelve hooks, in the order in which they run. The context is the last argument, never `this`. */
export interface Hooks {
  /** Waterfall: options in, options out (nothing: unchanged). Runs before they are checked, so `context.options` throws. */
  options(options: BuildOptions, context: Context): Awaitable<BuildOptions | Nothing>;
  /** Series: once, before anything is resolved. */
  start(options: FrozenOptions, context: Context): Awaitable<void>;
  /** First answer wins: where a module is; `false` leaves the import to the run-time environment. */
  resolve(request: ResolveRequest, context: Context): Awaitable<Resolution | false | Nothing>;
  /** First answer wins: the code of a module. */
  load(resolution: ResolvedModule, context: Context): Awaitable<LoadResult | Nothing>;
  /** Series: edits the loaded text in place. Offsets are those of the loaded text. */
  transform(source: Source, module: Module, context: Context): Awaitable<void>;
  /**
   * Series: sees the facts of a module; may ask for more modules (`module.include`) and edit the text that the facts are
   * of (`module.source`).
   */
  analyse(module: Module, context: AnalyseContext): Awaitable<void>;
  /** Series: sees the whole graph, decides, writes no text. */
  link(graph: Graph, context: Context): Awaitable<void>;
  /** First answer wins: the text of one module. */
  render(module: Module, graph: Graph, context: Context): Awaitable<Fragment | Nothing>;
  /** Series: adds to the bundle around the fragments, and emits more files. */
  generate(bundle: Bundle, graph: Graph, context: Context): Awaitable<void>;
  /** Series: after the files are on disk; not when nothing is written. */
  write(bundle: Bundle, context: Context): Awaitable<void>;
  /** Series: exactly once, after success or failure. Its own failure never hides the build's. */
  close(end: BuildEnd, context: Context): Awaitable<void>;
  /** First answer wins, and synchronous: sees every log before it is reported. */
  log(level: Level, log: Diagnostic, context: Context): LogAnswer;
}

/**
 * A glob (`pkg.*` is what is right in a package, `pkg.**` the package and all below it), a regular expression, or
 * several of them.
 */
export type Pattern = string | RegExp | readonly (string | RegExp)[];

/** What passes is what `include` takes and `exclude` does not. */
export type PatternFilter =
  Pattern | { readonly include?: Pattern | undefined; readonly exclude?: Pattern | undefined };

/** Which modules a hook is called for; a module has to pass every key. */
export interface ModuleFilter {
  /** The dotted name; the entry's is `__main__`. */
  readonly name?: PatternFilter | undefined;
  /**
   * The absolute path with `/`. Globs match from the end (`src/*.py`), or from the working folder (`./src/*.py`); a folder
   * stands for all below it. Virtual modules have no file, and pass where a filter only excludes.
   */
  readonly file?: PatternFilter | undefined;
}

/** Which modules with a text a hook is called for. */
export interface TextFilter extends ModuleFilter {
  /** What stands somewhere in the text: a string, a regular expression, or one of several. */
  readonly text?: PatternFilter | undefined;
}

/** Which requests a `resolve` hook is called for. */
export interface RequestFilter {
  /** The dotted name that is asked for. */
  readonly name?: PatternFilter | undefined;
  readonly kind?: ResolveRequest['kind'] | readonly ResolveRequest['kind'][] | undefined;
}

/** The filter that each hook takes; those not named take none. */
export interface HookFilters {
  resolve: RequestFilter;
  load: ModuleFilter;
  transform: TextFilter;
  analyse: TextFilter;
  render: TextFilter;
}

/** A hook with a say in when it runs, and for what it is called. */
export interface ObjectHook<Handler, Filter = undefined> {
  readonly handler: Handler;
  /** Among all plugins: before, between (user plugins, then built-in ones), or after. */
  readonly order?: 'pre' | 'post' | undefined;
  readonly filter?: Filter | undefined;
}

/** An `analyse` hook, which may have a query: then it is called for the modules in which that finds something. */
export interface AnalyseHook extends ObjectHook<Hooks['analyse'], TextFilter> {
  /** Patterns of a tree-sitter query over tree-sitter-python; `context.matches()` is what they find. */
  readonly query?: string | undefined;
}

/** A hook: a function, or an object with more to say. */
export type Hook<Name extends keyof Hooks> =
  | Hooks[Name]
  | (Name extends 'analyse'
      ? AnalyseHook
      : ObjectHook<Hooks[Name], Name extends keyof HookFilters ? HookFilters[Name] : undefined>);

/** What a plugin gives other plugins (`context.api`); plugins add their own by declaration merging. */
export interface PluginApis {}

/** What plugins keep with a module (`module.meta`); they add their own by declaration merging. */
export interface ModuleMeta {
  /**
   * What is nobody else's business. It also keeps plugins assignable that were compiled with another copy of these types:
   * without it, interfaces in which each copy has other optional keys would have nothing in common.
   */
  [key: symbol]: unknown;
}

/** A plain object, usually from a factory. */
export type Plugin = {
  readonly name: string;
  /** What other plugins get by `context.api(name)`. */
  readonly api?: unknown;
} & { readonly [Name in keyof Hooks]?: Hook<Name> | undefined };

/** What may stand in `plugins`: plugins, falsy values, promises, and arrays of all that. */
export type PluginOption = Plugin | false | null | undefined | Promise<PluginOption> | readonly PluginOption[];

/** How the answers of a hook's plugins come together, which the driver follows. */
export const hookKinds = {
  options: 'waterfall',
  start: 'series',
  resolve: 'first',
  load: 'first',
  transform: 'series',
  analyse: 'series',
  link: 'series',
  render: 'first',
  generate: 'series',
  write: 'series',
  close: 'series',
  log: 'synchronous',
} as const satisfies Record<keyof Hooks, 'waterfall' | 'series' | 'first' | 'synchronous'>;
