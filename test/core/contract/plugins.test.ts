// What the plugin contract (docs/plugins.md) says about plugins, with plugins that do their worst.
import { describe, expect, test } from 'vitest';
import type { Plugin } from '../../../core/index.ts';
import { failure, run } from './build-program.ts';

declare module '../../../core/plugin.ts' {
  interface ModuleMeta {
    counter?: { seen: number };
  }
  interface PluginApis {
    shared: { greet(): string };
  }
}

describe('plugins', () => {
  test('may stand in arrays and promises, with falsy values between', async () => {
    const seen: string[] = [];
    const plugin = (name: string): Plugin => ({ name, start: () => void seen.push(name) });
    await run([
      [plugin('a'), false],
      null,
      Promise.resolve([plugin('b'), undefined]),
      [[Promise.resolve(plugin('c'))]],
    ]);
    expect(seen).toEqual(['a', 'b', 'c']);
  });

  test('run pre first, then user plugins before built-in ones, then post', async () => {
    const seen: string[] = [];
    const plugin = (name: string, order?: 'pre' | 'post'): Plugin => ({
      name,
      link: { order, handler: () => void seen.push(name) },
    });
    await run([plugin('c', 'post'), plugin('b'), plugin('a', 'pre')]);
    expect(seen).toEqual(['a', 'b', 'c']);
  });

  test.each([
    [{}, 'A plugin has no name.', undefined],
    [() => ({ name: 'a' }), 'A plugin is a function.', undefined],
    ['name', 'A plugin is "name", which is no object.', undefined],
    [[{ name: 'a' }, { name: 'a' }], 'Two plugins are named "a".', undefined],
    [{ name: 'a', transfrom() {} }, 'The plugin "a" has an unknown hook "transfrom".', 'Did you mean "transform"?'],
    [{ name: 'a', resolveId() {} }, 'The plugin "a" has an unknown hook "resolveId".', 'Did you mean "resolve"?'],
    [
      { name: 'a', generateBundle() {} },
      'The plugin "a" has an unknown hook "generateBundle".',
      'Did you mean "generate"?',
    ],
    [{ name: 'a', buildEnd() {} }, 'The plugin "a" has an unknown hook "buildEnd".', 'Did you mean "link"?'],
    [
      { name: 'a', enforce: 'pre' },
      'The plugin "a" has an unknown hook "enforce".',
      "Each hook has an order of its own: { order: 'pre', handler() {} }",
    ],
    [
      { name: 'a', version: '1.0.0' },
      'The plugin "a" has an unknown hook "version".',
      'Leave it out: the version of a plugin is that of its package.',
    ],
    [{ name: 'a', load: 'text' }, 'The hook "load" of the plugin "a" is neither a function nor an object.', undefined],
    [
      { name: 'a', load: { filter: {} } },
      'The hook "load" of the plugin "a" has no function as its "handler".',
      undefined,
    ],
    [
      { name: 'a', link: { handler() {}, order: 'first' } },
      'The hook "link" of the plugin "a" has the order "first".',
      undefined,
    ],
    [
      { name: 'a', load: { handler() {}, query: '(call)' } },
      'The hook "load" of the plugin "a" cannot have a query.',
      undefined,
    ],
    [
      { name: 'a', link: { handler() {}, filter: {} } },
      'The filter of "link" in the plugin "a": this hook takes none.',
      undefined,
    ],
    [
      { name: 'a', load: { handler() {}, filter: { nmae: 'x' } } },
      'The filter of "load" in the plugin "a": there is no "nmae".',
      'Did you mean "name"?',
    ],
    [
      { name: 'a', load: { handler() {}, filter: { name: 3 } } },
      'The filter of "load" in the plugin "a": "name" takes strings and regular expressions.',
      undefined,
    ],
  ])('are refused before anything runs: %j', async (plugin, message, hint) => {
    let started = false;
    const diagnostic = await failure([{ name: 'first', start: () => void (started = true) }, plugin]);
    expect(diagnostic).toMatchObject({ code: 'INVALID_PLUGIN', message });
    if (hint !== undefined) expect(diagnostic.hint).toBe(hint);
    expect(started).toBe(false);
  });

  test('reach each other by api, and modules carry what they keep with them', async () => {
    const seen: unknown[] = [];
    await run([
      { name: 'shared', api: { greet: () => 'hello' } },
      {
        name: 'asks',
        analyse(module, context) {
          module.meta.counter = { seen: (module.meta.counter?.seen ?? 0) + 1 };
          seen.push(context.api('shared')?.greet(), context.api('absent'));
        },
        link: (graph) => void seen.push(graph.get('pkg.mod')?.meta.counter?.seen),
      } satisfies Plugin,
    ]);
    expect(seen.slice(0, 2)).toEqual(['hello', undefined]);
    expect(seen.at(-1)).toBe(1);
  });
});
