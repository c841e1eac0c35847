import { AsyncSeriesBailHook, AsyncSeriesHook } from 'tapable';
import { CriboError, error, invalidPlugin, pluginFailed } from './diagnostics.ts';
import { nearest } from './nearest.ts';
import { type Hooks, type Plugin, hookKinds } from './plugin.ts';

type Answer<Name extends keyof Hooks> = Exclude<Awaited<ReturnType<Hooks[Name]>>, null | void>;

/** Calls a hook of all plugins; those of kind `first` answer, the others do not. */
export type PluginDriver = {
  readonly [Name in keyof Hooks]: (...parameters: Parameters<Hooks[Name]>) => Promise<Answer<Name> | undefined>;
};

type AnyHandler = (...parameters: unknown[]) => unknown;

const hookNames = Object.keys(hookKinds) as (keyof Hooks)[];
const hookClasses = {
  first: AsyncSeriesBailHook<[unknown, unknown, unknown], unknown>,
  series: AsyncSeriesHook<[unknown, unknown, unknown]>,
};
const stages = { pre: -1, normal: 0, post: 1 };

/** Refuses plugins that could only fail later: without a name, with a name twice, with a hook nobody calls. */
function checkPlugins(plugins: readonly Plugin[]): void {
  const names = new Set<string>();
  for (const plugin of plugins) {
    if (typeof plugin?.name !== 'string' || plugin.name === '') error(invalidPlugin('A plugin has no name.'));
    if (names.has(plugin.name)) error(invalidPlugin(`Two plugins are named "${plugin.name}".`));
    names.add(plugin.name);
    for (const key of Object.keys(plugin)) {
      if (key === 'name' || hookNames.includes(key as keyof Hooks)) continue;
      const [meant] = nearest(key, hookNames);
      const hint = meant === undefined ? `The hooks are ${hookNames.join(', ')}.` : `Did you mean "${meant}"?`;
      error(invalidPlugin(`The plugin "${plugin.name}" has an unknown hook "${key}".`, hint));
    }
  }
}

/**
 * Makes every handler an async function (tapable hangs for ever on a tap that throws synchronously after the first
 * one), turns `null` into `undefined` (tapable bails on `null`), and names plugin and hook in an error.
 */
function wrapHandler(plugin: string, hook: string, handler: AnyHandler): (...parameters: unknown[]) => Promise<any> {
  return async (...parameters) => {
    try {
      return (await handler(...parameters)) ?? undefined;
    } catch (cause) {
      if (cause instanceof CriboError) throw cause;
      const reason = cause instanceof Error ? cause.message : String(cause);
      throw new CriboError({ ...pluginFailed(plugin, hook, reason), plugin, hook }, cause);
    }
  };
}

/** Registers the plugins' handlers with one tapable hook each. */
export function createPluginDriver(plugins: readonly Plugin[]): PluginDriver {
  checkPlugins(plugins);
  const driver: Record<string, unknown> = {};
  for (const name of hookNames) {
    // Tapable names the parameters of the functions that it makes; a hook that is called with fewer leaves the rest.
    const hook = new hookClasses[hookKinds[name]](['first', 'second', 'third']);
    for (const plugin of plugins) {
      const tap = plugin[name];
      if (tap === undefined) continue;
      const { handler, order } = typeof tap === 'function' ? { handler: tap, order: undefined } : tap;
      const wrapped = wrapHandler(plugin.name, name, handler as AnyHandler);
      hook.tapPromise({ name: plugin.name, stage: stages[order ?? 'normal'] }, wrapped);
    }
    driver[name] = (first: unknown, second: unknown, third: unknown) => hook.promise(first, second, third);
  }
  return driver as PluginDriver;
}
