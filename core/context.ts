import { codeFrame, placeOf, type Span } from './code-frame.ts';
import { checkMessageArguments } from './check-message-arguments.ts';
import { type Diagnostic, error, invalidArgument, type Level, type Message, pluginMessage } from './diagnostics.ts';
import type { Module } from './module.ts';
import type { FrozenOptions } from './options.ts';
import type { PluginApis, ResolvedModule } from './plugin.ts';
import type { Captures, CapturesShape, SyntaxNode, SyntaxTree } from './python/syntax-tree/syntax-tree.ts';

/** What a message is about: a module, or another file that a plugin has read. */
export interface Subject {
  readonly text: string;
  readonly file?: string | undefined;
  /** Dotted name of the module. */
  readonly name?: string | undefined;
}

/** What a plugin says: a sentence, an error, or a message, with a code of the plugin's own where it has one. */
export type PluginMessage =
  string | Error | { readonly code?: string | undefined; readonly message: string; readonly hint?: string | undefined };

/** What every hook gets as its last argument. Logs and errors say which plugin and hook they come from. */
export interface Context {
  /** The options of the build. @throws CriboError `INTERNAL_ERROR` in the `options` hook, where there are none yet */
  readonly options: FrozenOptions;
  /**
   * Reports something and goes on.
   * @param message a sentence, or one with a code of the plugin's own (else it is `PLUGIN_MESSAGE`) and a hint
   * @param subject the module it is about, or the text and path of another file
   * @param span UTF-16 offsets into that text, for the place and the frame
   */
  warn(message: PluginMessage, subject?: Subject, span?: Span): void;
  info(message: PluginMessage, subject?: Subject, span?: Span): void;
  debug(message: PluginMessage, subject?: Subject, span?: Span): void;
  /** Ends the build with a message. @throws CriboError */
  error(message: PluginMessage, subject?: Subject, span?: Span): never;
  /**
   * Asks the other plugins where a module is. The asking plugin is not asked again for the same name and importer.
   * A submodule is found once its package has been asked for.
   * @returns where it is; `false` when the environment supplies it; nothing when nobody knows
   */
  resolve(name: string, importer?: Module): Promise<ResolvedModule | false | undefined>;
  /** The syntax tree of a module's present text, by tree-sitter; loads the parser when it is first asked for one. */
  tree(module: Module): Promise<SyntaxTree>;
  /** What another plugin of the build has as its `api`; nothing when it is not there. */
  api<Name extends keyof PluginApis>(plugin: Name): PluginApis[Name] | undefined;
  api(plugin: string): unknown;
}

/** The context of `analyse` hooks. */
export interface AnalyseContext extends Context {
  /**
   * What the hook's query found in the module, an object a match with the captured nodes by name; nothing without a
   * query. Its type can be said: `matches<{ call: SyntaxNode }>()`.
   */
  matches<Shape extends CapturesShape = Record<string, SyntaxNode>>(): readonly Captures<Shape>[];
}

/** A message with the place that a span of its subject's text has. */
export function locate(message: Message, subject?: Subject, span?: Span): Omit<Diagnostic, 'level'> {
  const { name: module, file } = subject ?? {};
  if (subject === undefined || span === undefined) return { ...message, module, file };
  const { text } = subject;
  return { ...message, module, file, ...placeOf(text, span.start), frame: codeFrame(text, span) };
}

function asMessage(message: PluginMessage): Message {
  if (typeof message === 'string') return pluginMessage(message);
  if (message instanceof Error) return pluginMessage(message.message);
  return { ...message, code: message.code ?? pluginMessage('').code };
}

/** What contexts are made of: the parts of a build that plugins reach through them. */
export interface ContextServices {
  options(): FrozenOptions;
  log(diagnostic: Diagnostic): void;
  resolve(name: string, importer: Module | undefined, asking: string): Promise<ResolvedModule | false | undefined>;
  tree(module: Module): Promise<SyntaxTree>;
  api(plugin: string): unknown;
}

/** The context of one hook of one plugin. What comes from a built-in plugin does not name it. */
export function createContext(services: ContextServices, plugin: string, hook: string): AnalyseContext {
  const from = plugin.startsWith('cribo:') ? {} : { plugin, hook };
  const place = (level: Level, message: PluginMessage, subject?: Subject, span?: Span): Omit<Diagnostic, 'level'> => {
    // As everywhere, null counts as nothing.
    const about = [subject ?? undefined, span ?? undefined] as const;
    checkMessageArguments(`context.${level}`, message, ...about);
    return { ...locate(asMessage(message), ...about), ...from };
  };
  const log =
    (level: Level): Context['warn'] =>
    (message, subject, span) =>
      services.log({ ...place(level, message, subject, span), level });
  return {
    get options() {
      return services.options();
    },
    warn: log('warn'),
    info: log('info'),
    debug: log('debug'),
    error: (message, subject, span) =>
      error(place('error', message, subject, span), message instanceof Error ? message : undefined),
    resolve: (name, importer) => services.resolve(name, importer, plugin),
    tree: (module) =>
      typeof module?.text === 'string' ? services.tree(module) : error(invalidArgument('context.tree', 'no module')),
    api: (name: string) => services.api(name) as never,
    matches: () => [],
  };
}
