// What the plugin contract (docs/plugins.md) says about context.resolve, with plugins that do their worst.
import { describe, expect, test } from 'vitest';
import type { Plugin } from '../../../core/index.ts';
import { run } from './build-program.ts';

describe('context.resolve', () => {
  test('asks everybody but the asking plugin', async () => {
    const asked: string[] = [];
    const plugin: Plugin = {
      name: 'asks',
      async resolve({ name, importer }, context) {
        asked.push(name);
        if (name !== 'pkg.mod') return undefined;
        const found = await context.resolve(name, importer);
        const other = await context.resolve('pkg', importer);
        if (found === false || found === undefined || other === undefined) throw new Error('not found');
        return found;
      },
    };
    const { graph } = await run(plugin);
    expect(graph.get('pkg.mod')?.file).toMatch(/mod\.py$/);
    expect(asked.filter((name) => name === 'pkg.mod')).toHaveLength(1);
    expect(asked.filter((name) => name === 'pkg')).toHaveLength(1);
  });

  test('of two plugins that ask each other ends', async () => {
    const asks = (name: string): Plugin => ({
      name,
      resolve: async (request, context) => (await context.resolve(request.name, request.importer)) ?? null,
    });
    expect((await run([asks('one'), asks('two')])).graph.modules.map(({ name }) => name)).toContain('pkg.mod');
  });
});
