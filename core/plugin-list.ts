import { error, invalidPlugin } from './diagnostics.ts';
import { nearest } from './nearest.ts';
import { hookKinds, type Hooks, type Plugin, type PluginOption } from './plugin.ts';

const hookNames = Object.keys(hookKinds) as (keyof Hooks)[];

/** What hooks of Rollup, Vite and esbuild are called here, where the names are not near. */
const rollupHooks: Readonly<Record<string, keyof Hooks>> = {
  buildStart: 'start',
  buildEnd: 'link',
  config: 'options',
  configResolved: 'start',
  generateBundle: 'generate',
  moduleParsed: 'analyse',
  onLoad: 'load',
  onLog: 'log',
  onResolve: 'resolve',
  outputOptions: 'options',
  renderChunk: 'render',
  resolveDynamicImport: 'resolve',
  resolveId: 'resolve',
  writeBundle: 'write',
  closeBundle: 'close',
};

/** What other keys of plugins there stand for. */
const rollupKeys: Readonly<Record<string, string>> = {
  apply: 'A configuration can be a function of { command, mode }, which lists the plugin or not.',
  banner: "Append it in generate: bundle.append('header', text) for comments, 'before-modules' for code.",
  intro: "Append it in generate: bundle.append('before-modules', text)",
  enforce: "Each hook has an order of its own: { order: 'pre', handler() {} }",
  footer: "Append it in generate: bundle.append('footer', text)",
  outro: "Append it in generate: bundle.append('footer', text)",
  setup: 'Hooks are methods of the plugin: resolve and load, for onResolve and onLoad.',
  version: 'Leave it out: the version of a plugin is that of its package.',
};

/** Plugins in one flat list: arrays opened, promises awaited, falsy values dropped. */
export async function flattenPlugins(option: PluginOption): Promise<Plugin[]> {
  const value: unknown = await (option as unknown);
  if (Array.isArray(value)) {
    const lists: Plugin[][] = [];
    for (const item of value as readonly PluginOption[]) lists.push(await flattenPlugins(item));
    return lists.flat();
  }
  return value ? [value as Plugin] : [];
}

/**
 * Refuses plugins that could only fail later: no object, without a name, with a name twice, with a hook that nobody
 * calls or that is no function. Filters are checked where they are compiled.
 * @throws CriboError `INVALID_PLUGIN`
 */
export function checkPlugins(plugins: readonly Plugin[]): void {
  const names = new Set<string>();
  for (const plugin of plugins) {
    if (typeof plugin === 'function') {
      error(
        invalidPlugin(
          'A plugin is a function.',
          `Call the factory: ${(plugin as { name: string }).name || 'plugin'}()`,
        ),
      );
    }
    if (typeof plugin !== 'object') error(invalidPlugin(`A plugin is ${JSON.stringify(plugin)}, which is no object.`));
    if (typeof plugin.name !== 'string' || plugin.name === '') {
      error(invalidPlugin('A plugin has no name.', "Give it one: { name: 'strip-asserts', ... }"));
    }
    if (names.has(plugin.name)) {
      error(
        invalidPlugin(`Two plugins are named "${plugin.name}".`, 'Each needs a name of its own; is it listed twice?'),
      );
    }
    names.add(plugin.name);
    for (const [key, hook] of Object.entries(plugin))
      if (key !== 'name' && key !== 'api') checkHook(plugin.name, key, hook);
  }
}

function checkHook(plugin: string, name: string, hook: unknown): void {
  const refuse = (reason: string, hint?: string): never =>
    error({ ...invalidPlugin(reason, hint), plugin, hook: name });
  if (!hookNames.includes(name as keyof Hooks)) {
    const meant = rollupHooks[name] ?? nearest(name, hookNames)[0];
    const hint = meant === undefined ? `The hooks are ${hookNames.join(', ')}.` : `Did you mean "${meant}"?`;
    refuse(`The plugin "${plugin}" has an unknown hook "${name}".`, rollupKeys[name] ?? hint);
  }
  if (hook === undefined || typeof hook === 'function') return;
  const where = `The hook "${name}" of the plugin "${plugin}"`;
  if (typeof hook !== 'object' || hook === null) refuse(`${where} is neither a function nor an object.`);
  const { handler, order, query, filter: _filter, ...others } = hook as Record<string, unknown>;
  if (typeof handler !== 'function') refuse(`${where} has no function as its "handler".`);
  if (order !== undefined && order !== 'pre' && order !== 'post') {
    refuse(`${where} has the order ${JSON.stringify(order)}.`, 'It is "pre", "post", or left out.');
  }
  if (query !== undefined && (name !== 'analyse' || typeof query !== 'string')) {
    refuse(`${where} cannot have ${name === 'analyse' ? 'a query that is no string' : 'a query'}.`);
  }
  const [unknown] = Object.keys(others);
  if (unknown !== undefined) {
    refuse(`${where} has an unknown key "${unknown}".`, 'It takes handler, order, filter and, in analyse, query.');
  }
}
