import { AsyncSeriesBailHook, AsyncSeriesHook, AsyncSeriesWaterfallHook, SyncBailHook } from 'tapable';
import { type Context, type ContextServices, createContext } from './context.ts';
import { type Diagnostic, error, invalidArgument, invalidHookResult, type Level, tooEarly } from './diagnostics.ts';
import { type Answerer, blame, createHookCaller, type HookCall, hookCall } from './hook-call.ts';
import { filterSubjects, type FilterTest, filterTest } from './hook-filter.ts';
import type { Module } from './module.ts';
import { type BuildEnd, type Hooks, hookKinds, type LogAnswer, type Plugin } from './plugin.ts';
import type { Profiler } from './profile.ts';
import { createTextSearch } from './text-search.ts';

type AsyncHookName = Exclude<keyof Hooks, 'log'>;
type Answer<Name extends keyof Hooks> = Exclude<Awaited<ReturnType<Hooks[Name]>>, null | void>;
type Arguments<Name extends keyof Hooks> = Parameters<Hooks[Name]> extends [...infer Rest, unknown] ? Rest : never;

/** Calls a hook of all plugins; those of kind `first` and `waterfall` answer, the others do not. */
export type PluginDriver = {
  readonly [Name in Exclude<AsyncHookName, 'close'>]: (
    ...parameters: [...Arguments<Name>, ...(Name extends 'resolve' ? [asked?: readonly Question[]] : [])]
  ) => Promise<Answer<Name> | undefined>;
} & {
  /** Calls the `analyse` hooks of order `pre`, and only these; `analyse` calls the others. */
  analyseFirst(module: Module): Promise<undefined>;
  /** Calls every plugin's `close`, also after one has failed; gives what the failing ones threw. */
  close(end: BuildEnd): Promise<unknown[]>;
  log(level: Level, log: Diagnostic): AnsweredLog | undefined;
  /** Whose answer an object is; nothing for a built-in plugin's. */
  answeredBy(answer: object): Answerer | undefined;
  /** The hooks that were called and have not settled, the oldest first. */
  pending(): readonly HookCall[];
};

/** What a plugin made of a log. */
export interface AnsweredLog {
  readonly answer: LogAnswer;
  readonly plugin: string;
}

/** What a plugin is asking the others, who must not ask it back. */
interface Question {
  readonly plugin: string;
  readonly name: string;
  readonly importer: string | undefined;
}

/** What the driver needs of the build. */
export interface DriverServices extends Omit<ContextServices, 'resolve' | 'api'> {
  readonly profiler?: Profiler | undefined;
}

type Handler = (...parameters: any[]) => unknown;
type Tap = (...parameters: unknown[]) => Promise<any>;

/** A hook of a plugin in its object form. */
interface HookObject {
  readonly handler: Handler;
  readonly order?: 'pre' | 'post';
  readonly filter?: unknown;
  readonly query?: string;
}

const asyncHookNames = Object.keys(hookKinds).filter((name): name is AsyncHookName => name !== 'log');
const hookClasses = {
  waterfall: AsyncSeriesWaterfallHook<[unknown, unknown], unknown>,
  first: AsyncSeriesBailHook<[unknown, unknown], unknown>,
  series: AsyncSeriesHook<[unknown, unknown]>,
};

/** What the asynchronous hooks of tapable have in common. */
interface AsyncHook {
  tapPromise(options: { name: string; stage: number }, tap: Tap): void;
  promise(first: unknown, second: unknown): Promise<any>;
}

// Tapable names the parameters of the functions that it makes; a hook that is called with fewer leaves the rest.
const newHook = (name: AsyncHookName): AsyncHook => new hookClasses[hookKinds[name]](['first', 'second']);
const stages = { pre: -1, normal: 0, post: 1 };
const allOrders = ['pre', 'normal', 'post'];
const levels: readonly unknown[] = ['error', 'warn', 'info', 'debug'] satisfies Level[];

const objectForm = (hook: unknown): HookObject =>
  typeof hook === 'function' ? { handler: hook as Handler } : (hook as HookObject);

const tapOptions = (plugin: Plugin, { order }: HookObject): { name: string; stage: number } => ({
  name: plugin.name,
  stage: stages[order ?? 'normal'],
});

/** Registers the plugins' handlers with one tapable hook each. @throws CriboError `INVALID_PLUGIN` for a wrong filter */
export function createPluginDriver(plugins: readonly Plugin[], services: DriverServices): PluginDriver {
  const caller = createHookCaller(services.profiler);
  const driver: Record<string, unknown> = {};
  const skipped = Promise.resolve(undefined);
  const filterServices = { search: createTextSearch(), cwd: () => services.options().cwd };

  const api: ContextServices['api'] = (name) => plugins.find((plugin) => plugin.name === name)?.api;

  /** The context of a plugin's hook; `asked` are the questions that led to its call. */
  function contextOf(plugin: Plugin, hook: keyof Hooks, asked: readonly Question[] = []): Context {
    const resolve: ContextServices['resolve'] = async (name, importer) => {
      if (hook === 'options' || hook === 'start') error(tooEarly('context.resolve', 'resolve'));
      if (typeof name !== 'string') error(invalidArgument('context.resolve', 'no dotted name'));
      const question = { plugin: plugin.name, name, importer: importer?.id };
      return (driver as PluginDriver).resolve({ name, importer, kind: 'import' }, [...asked, question]) as never;
    };
    return createContext({ ...services, resolve, api }, plugin.name, hook);
  }

  function resolveTap(plugin: Plugin, { handler }: HookObject): Tap {
    const context = contextOf(plugin, 'resolve');
    return (request, questions) => {
      const asked = (questions ?? []) as readonly Question[];
      const { name, importer } = request as { name: string; importer?: Module };
      const isAsking = (question: Question): boolean =>
        question.plugin === plugin.name && question.name === name && question.importer === importer?.id;
      if (asked.some(isAsking)) return skipped;
      const own = asked.length === 0 ? context : contextOf(plugin, 'resolve', asked);
      const call = hookCall(plugin.name, 'resolve', [request]);
      return caller.call(call, [request], () => handler(request, own), handler);
    };
  }

  function queryTap(plugin: Plugin, { handler, query = '' }: HookObject): Tap {
    const context = contextOf(plugin, 'analyse');
    const analyse = async (module: Module): Promise<unknown> => {
      // What is no Python has no facts to go with the tree.
      if (module.syntaxError !== undefined) return undefined;
      const found = (await services.tree(module)).query(query);
      return found.length > 0 ? handler(module, { ...context, matches: () => found }) : undefined;
    };
    return (module) => {
      const call = hookCall(plugin.name, 'analyse', [module]);
      return caller.call(call, [module], () => analyse(module as Module), handler);
    };
  }

  function ordinaryTap(plugin: Plugin, name: AsyncHookName, { handler }: HookObject): Tap {
    const context = contextOf(plugin, name);
    const count = argumentCounts[name] ?? 1;
    return (...all) => {
      const parameters = all.slice(0, count);
      const call = hookCall(plugin.name, name, parameters);
      return caller.call(call, parameters, () => handler(...parameters, context), handler);
    };
  }

  function tapOf(plugin: Plugin, name: AsyncHookName, object: HookObject): Tap {
    if (name === 'resolve') return resolveTap(plugin, object);
    if (object.query !== undefined) return queryTap(plugin, object);
    const tap = ordinaryTap(plugin, name, object);
    return name === 'close' ? ignoringFailure(tap, closeFailures) : tap;
  }

  /** Makes the function that calls a hook, of those plugins that have it in one of some orders. */
  function createHook(name: AsyncHookName, orders = allOrders): Tap {
    const hook = newHook(name);
    // Most modules pass no filter; calling each plugin to find that out would take longer than the filters do.
    const unfiltered = newHook(name);
    const filters: FilterTest[] = [];
    const subjectOf = filterSubjects[name as keyof typeof filterSubjects] as Handler;
    for (const plugin of plugins) {
      if (plugin[name] === undefined) continue;
      const object = objectForm(plugin[name]);
      if (!orders.includes(object.order ?? 'normal')) continue;
      const tap = tapOf(plugin, name, object);
      if (object.filter === undefined) {
        for (const each of [hook, unfiltered]) each.tapPromise(tapOptions(plugin, object), tap);
        continue;
      }
      const passes = filterTest(plugin.name, name, object.filter, filterServices);
      filters.push(passes);
      hook.tapPromise(tapOptions(plugin, object), (...parameters) =>
        passes(subjectOf(...parameters) as never) ? tap(...parameters) : skipped,
      );
    }
    if (filters.length === 0) return (first, second) => hook.promise(first, second);
    return (first, second) => {
      const subject = subjectOf(first, second) as never;
      return (filters.some((passes) => passes(subject)) ? hook : unfiltered).promise(first, second);
    };
  }

  const closeFailures: unknown[] = [];
  for (const name of asyncHookNames) {
    driver[name] = name === 'analyse' ? createHook(name, ['normal', 'post']) : createHook(name);
  }
  driver.analyseFirst = createHook('analyse', ['pre']);

  const closeAll = driver.close as (end: BuildEnd) => Promise<void>;
  return Object.assign(driver as PluginDriver, {
    close: (end: BuildEnd) => closeAll(end).then(() => closeFailures),
    log: createLogHook(plugins, (plugin) => contextOf(plugin, 'log'), services.profiler),
    answeredBy: caller.answeredBy,
    pending: caller.pending,
  });
}

/** Hooks with two arguments before the context. */
const argumentCounts: { readonly [Name in AsyncHookName]?: number } = { transform: 2, render: 2, generate: 2 };

/** Plugins after a failing one are called all the same. */
function ignoringFailure(tap: Tap, failures: unknown[]): Tap {
  return (...parameters) => tap(...parameters).catch((cause: unknown) => void failures.push(cause));
}

/** The one synchronous hook: what a plugin logs while it is asked about a log is for the others. */
function createLogHook(
  plugins: readonly Plugin[],
  contextOf: (plugin: Plugin) => Context,
  profiler: Profiler | undefined,
): PluginDriver['log'] {
  const hook = new SyncBailHook<[Level, Diagnostic], AnsweredLog | undefined>(['level', 'log']);
  const busy = new Set<Plugin>();
  for (const plugin of plugins) {
    if (plugin.log === undefined) continue;
    const object = objectForm(plugin.log);
    const context = contextOf(plugin);
    hook.tap(tapOptions(plugin, object), (level, log) => {
      if (busy.has(plugin)) return undefined;
      busy.add(plugin);
      const end = profiler?.call(plugin.name, 'log', log.module);
      let answer: LogAnswer;
      try {
        answer = logAnswer(plugin.name, object.handler(level, log, context) ?? undefined);
        return answer === undefined ? undefined : { answer, plugin: plugin.name };
      } catch (cause) {
        throw blame(cause, { plugin: plugin.name, hook: 'log', module: log.module, file: log.file }, object.handler);
      } finally {
        busy.delete(plugin);
        end?.(answer === undefined);
      }
    });
  }
  return (level, log) => hook.call(level, log);
}

function logAnswer(plugin: string, answer: unknown): LogAnswer {
  if (answer === undefined || answer === false || levels.includes(answer)) return answer as LogAnswer;
  if (!(answer instanceof Promise)) {
    const shown = JSON.stringify(answer) ?? typeof answer;
    error(invalidHookResult(plugin, 'log', `${shown}, which is neither false nor a level (${levels.join(', ')})`));
  }
  // What the promise would say is of no use to anybody.
  answer.catch(() => {});
  return error(invalidHookResult(plugin, 'log', 'a promise; this hook is synchronous'));
}
