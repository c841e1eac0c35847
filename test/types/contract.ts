// Compiled by test/types/types.test.ts as a plugin's author would, and by `npm run types`.
import {
  type AnalyseContext,
  build,
  type BuildEnd,
  type BuildOptions,
  type BuildResult,
  type Bundle,
  type Captures,
  type Context,
  defineConfig,
  type Diagnostic,
  type FrozenOptions,
  type Graph,
  type Level,
  type Module,
  type Plugin,
  type PluginOption,
  type ResolvedModule,
  type ResolveRequest,
  type Source,
  type SyntaxNode,
} from 'cribo';
import { is, same } from './same.ts';

// A plugin in ten lines, in which nothing but its own type is written down.
export const plugin: Plugin = {
  name: 'ten-lines',
  resolve: ({ name, importer, kind }) =>
    kind === 'import' && name === `${importer?.package}.settings` ? { id: `virtual:${name}` } : undefined,
  load: { filter: { name: /settings$/ }, handler: ({ path }) => ({ code: `PATH = ${JSON.stringify(path)}` }) },
  transform: (source, { isEntry }, { options }) => void (isEntry && source.insert(0, `# ${options.entry}\n`)),
  analyse: { query: '(call) @call', handler: ({ source }, { matches }) => source.remove(matches()[0]!.call!.start, 0) },
  link: (graph, context) =>
    graph.modules.forEach((module) => context.info(module.text, module, module.facts.imports[0])),
  close: ({ error }) => void error,
};

// What handlers get, in the function form and in the object form.
export const inferred: Plugin = {
  name: 'inferred',
  options(options, context) {
    same<typeof options, BuildOptions>();
    same<typeof context, Context>();
  },
  start(options, context) {
    same<typeof options, FrozenOptions>();
    same<typeof context, Context>();
  },
  resolve: {
    order: 'pre',
    filter: { name: ['a', /b/], kind: 'import' },
    async handler(request, context) {
      same<typeof request, ResolveRequest>();
      const found = await context.resolve(request.name, request.importer);
      same<typeof found, ResolvedModule | false | undefined>();
      return found;
    },
  },
  load: {
    filter: { name: { include: 'a', exclude: ['b'] }, file: '*.yaml' },
    handler(resolution) {
      same<typeof resolution, ResolvedModule>();
      return { bytes: new Uint8Array(), executable: true };
    },
  },
  transform: {
    filter: { text: 'x' },
    handler(source, module, context) {
      same<typeof source, Source>();
      same<typeof module, Module>();
      same<typeof context, Context>();
    },
  },
  analyse: {
    filter: { text: /x/ },
    query: '(call) @call',
    handler(module, context) {
      same<typeof module, Module>();
      same<typeof context, AnalyseContext>();
      const found = context.matches();
      same<typeof found, readonly Captures[]>();
      for (const match of context.matches<{ call: SyntaxNode }>()) same<typeof match, Captures<{ call: SyntaxNode }>>();
    },
  },
  link: {
    order: 'post',
    handler(graph, context) {
      same<typeof graph, Graph>();
      same<typeof context, Context>();
    },
  },
  render(module, graph) {
    same<typeof module, Module>();
    same<typeof graph, Graph>();
    return { module, code: '' };
  },
  generate(bundle, graph) {
    same<typeof bundle, Bundle>();
    same<typeof graph, Graph>();
  },
  write(bundle) {
    same<typeof bundle, Bundle>();
  },
  close(end) {
    same<typeof end, BuildEnd>();
  },
  log(level, log, context) {
    same<typeof level, Level>();
    same<typeof log, Diagnostic>();
    same<typeof context, Context>();
    return level === 'warn' ? 'error' : false;
  },
};

// `satisfies` infers the same, and so do a configuration and the options of a build.
export const satisfying = {
  name: 'satisfying',
  analyse: (module, context) => same<[typeof module, typeof context], [Module, AnalyseContext]>(),
} satisfies Plugin;
export const configured = defineConfig(({ mode, command }) => {
  same<typeof mode, string>();
  same<typeof command, 'build'>();
  return { plugins: [{ name: 'inline', transform: (source) => same<typeof source, Source>() }] };
});
export const result = build({
  entry: 'main.py',
  plugins: [plugin, false, null, undefined, [satisfying], Promise.resolve([plugin])],
});
same<typeof result, Promise<BuildResult>>();

// An error ends the function that reports it.
export function ends(context: Context, text: string | undefined): string {
  if (text === undefined) context.error('There is no text.');
  return text;
}

// Messages are about modules, or about any text.
export function reports(context: Context, module: Module): void {
  context.warn('a sentence', module, { start: 0, end: 1 });
  context.warn({ code: 'CODE', message: 'a sentence', hint: 'a hint' }, { text: '', file: 'settings.yaml' });
  context.warn({ message: 'a sentence' });
  context.warn(new Error('a sentence'));
  // @ts-expect-error a message needs a sentence
  context.warn({ code: 'CODE' });
  // @ts-expect-error a span has an end
  context.warn('a sentence', module, { start: 0 });
}

// Wrong hook names.
// @ts-expect-error transfrom
is<Plugin>({ name: 'a', transfrom() {} });
// @ts-expect-error no name
is<Plugin>({ transform() {} });
// @ts-expect-error buildStart is Rollup's
is<PluginOption>([{ name: 'a', buildStart() {} }]);

// Wrong returns.
// @ts-expect-error a resolution is an object
is<Plugin>({ name: 'a', resolve: () => 'virtual:x' });
// @ts-expect-error a resolution has an id
is<Plugin>({ name: 'a', resolve: () => ({ file: '/x.py' }) });
// @ts-expect-error true is no answer
is<Plugin>({ name: 'a', resolve: async () => true });
// @ts-expect-error a load result is an object
is<Plugin>({ name: 'a', load: () => 'x = 1' });
// @ts-expect-error code is a string
is<Plugin>({ name: 'a', load: { handler: () => ({ code: 1 }) } });
// @ts-expect-error a transform edits its source
is<Plugin>({ name: 'a', transform: { handler: async () => 'x = 1' } });
// @ts-expect-error a fragment has a module
is<Plugin>({ name: 'a', render: () => ({ code: '' }) });
// @ts-expect-error log is synchronous
is<Plugin>({ name: 'a', log: async () => false });
// @ts-expect-error there is no such level
is<Plugin>({ name: 'a', log: () => 'fatal' });

// Wrong object forms.
// @ts-expect-error there is no such order
is<Plugin>({ name: 'a', link: { order: 'first', handler() {} } });
// @ts-expect-error link takes no filter
is<Plugin>({ name: 'a', link: { filter: { name: 'x' }, handler() {} } });
// @ts-expect-error resolve cannot see a text
is<Plugin>({ name: 'a', resolve: { filter: { text: 'x' }, handler: () => null } });
// @ts-expect-error only analyse takes a query
is<Plugin>({ name: 'a', transform: { query: '(call)', handler() {} } });
// @ts-expect-error a handler is missing
is<Plugin>({ name: 'a', transform: { filter: { name: 'x' } } });
// @ts-expect-error a pattern is no number
is<Plugin>({ name: 'a', load: { filter: { name: 1 }, handler: () => null } });

// Wrong options.
// @ts-expect-error there is no such option
is<BuildOptions>({ entry: 'main.py', outputs: 'bundle.py' });
// @ts-expect-error no entry
is<BuildOptions>({ output: 'bundle.py' });
// @ts-expect-error there is no such severity
is<BuildOptions>({ entry: 'main.py', severity: { CODE: 'fatal' } });
// @ts-expect-error a plugin is no string outside TOML
is<BuildOptions>({ entry: 'main.py', plugins: ['cribo-plugin-x'] });
// @ts-expect-error options are frozen
export const writes = (options: FrozenOptions): void => void (options.entry = 'x');
// @ts-expect-error plugins know no such key
export const unknownKey = (options: FrozenOptions): unknown => options.plugins;
