// What the plugin contract (docs/plugins.md) says about queries, with plugins that do their worst.
import { describe, expect, test } from 'vitest';
import type { Plugin } from '../../../core/index.ts';
import { failure, run } from './build-program.ts';

describe('queries', () => {
  test('give analyse the captures of modules in which they find something', async () => {
    const seen: unknown[] = [];
    const plugin: Plugin = {
      name: 'calls',
      analyse: {
        filter: { text: 'print' },
        query: '(call function: (identifier) @name arguments: (argument_list) @arguments)',
        handler(module, { matches }) {
          for (const match of matches()) seen.push([module.name, match.name!.text, match.arguments!.start]);
        },
      },
    };
    await run(plugin);
    expect(seen).toEqual([['__main__', 'print', 20]]);
  });

  test('that are no queries are refused', async () => {
    const plugin: Plugin = { name: 'bad', analyse: { query: '(call', handler() {} } };
    expect(await failure(plugin)).toMatchObject({ code: 'INVALID_QUERY', plugin: 'bad', hook: 'analyse' });
  });

  test('context.tree gives the tree of the present text', async () => {
    let type = '';
    const analyse: Plugin['analyse'] = async (module, context) => {
      if (module.name === 'pkg.mod') type = (await context.tree(module)).root.namedChildren[0]!.namedChildren[0]!.type;
    };
    await run({ name: 'tree', analyse });
    expect(type).toBe('assignment');
  });
});
