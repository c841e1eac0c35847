import type { Bundle, Fragment } from './bundle.ts';
import type { Context } from './context.ts';
import type { Graph } from './graph.ts';
import type { Module } from './module.ts';
import type { FrozenOptions } from './options.ts';
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
  /** `file:` or `virtual:` and the dotted name under which the module runs. */
  readonly id: string;
  /** Absolute path of its file; none for virtual modules and namespace packages. */
  readonly file?: string | undefined;
  /** Path relative to the search root, with `/`: a file's, or a namespace package's folder. */
  readonly path: string;
  readonly isPackage?: boolean | undefined;
  /** Folders of a namespace package, which has no file to run. */
  readonly portions?: readonly string[] | undefined;
  /** What `__package__` is in an entry that is run as a module; for others it follows from the name. */
  readonly package?: string | undefined;
}

/** What `load` gives: text, or the bytes of a Python file to be decoded as PEP 263 says. */
export type LoadResult = { readonly code: string } | { readonly bytes: Uint8Array; readonly executable?: boolean };

/** A hook is a function, or an object that also says when it runs among other plugins' (user plugins come first). */
export type Hook<Handler> = Handler | { readonly handler: Handler; readonly order?: 'pre' | 'post' };

/** The hooks in the order in which they run. The context is the last argument, never `this`. */
export interface Hooks {
  /** Series: once, before anything is resolved. */
  start(options: FrozenOptions, context: Context): Awaitable<void>;
  /** First answer wins: `false` leaves the import to the run-time environment. */
  resolve(request: ResolveRequest, context: Context): Awaitable<Resolution | false | Nothing>;
  /** First answer wins: the code of a module. */
  load(resolution: Resolution, context: Context): Awaitable<LoadResult | Nothing>;
  /** Series: edits the text in place, on its original offsets. */
  transform(source: Source, module: Module, context: Context): Awaitable<void>;
  /** Series: sees the facts of a module; may ask for more modules through `module.include`. */
  analyse(module: Module, context: Context): Awaitable<void>;
  /** Series: sees the whole graph, decides, writes no text. */
  link(graph: Graph, context: Context): Awaitable<void>;
  /** First answer wins: the text of one module. */
  render(module: Module, graph: Graph, context: Context): Awaitable<Fragment | Nothing>;
  /** Series: adds to the bundle around the fragments. */
  generate(bundle: Bundle, graph: Graph, context: Context): Awaitable<void>;
  /** Series: after the files are on disk. */
  write(bundle: Bundle, context: Context): Awaitable<void>;
}

/** The kind of each hook, which the driver follows. */
export const hookKinds = {
  start: 'series',
  resolve: 'first',
  load: 'first',
  transform: 'series',
  analyse: 'series',
  link: 'series',
  render: 'first',
  generate: 'series',
  write: 'series',
} as const satisfies Record<keyof Hooks, 'series' | 'first'>;

/** A plugin: a name and any of the hooks. Usually made by a factory function. */
export type Plugin = { readonly name: string } & { readonly [Name in keyof Hooks]?: Hook<Hooks[Name]> };
