// What the plugin contract (docs/plugins.md) says about filters, with plugins that do their worst.
import { describe, expect, test } from 'vitest';
import { run } from './build-program.ts';

describe('filters', () => {
  async function passing(filter: object, hook = 'analyse'): Promise<string[]> {
    const seen: string[] = [];
    const handler = (...parameters: { name?: string; id?: string }[]): void => {
      const module = hook === 'transform' ? parameters[1] : parameters[0];
      seen.push(module!.name ?? module!.id!);
    };
    await run({ name: 'filtered', [hook]: { filter, handler } });
    return seen.toSorted();
  }

  test.each([
    [{ name: 'pkg' }, ['pkg']],
    [{ name: 'pkg.*' }, ['pkg.mod']],
    [{ name: 'pkg.**' }, ['pkg', 'pkg.mod']],
    [{ name: '*' }, ['__main__', 'pkg']],
    [{ name: 'p?g.{mod,x}' }, ['pkg.mod']],
    [{ name: ['pk', 'pk.*', 'pk.**', 'pkg.mod.*'] }, []],
    [{ name: ['pkg', /mod$/g] }, ['pkg', 'pkg.mod']],
    [{ name: { include: /^pkg/, exclude: 'pkg' } }, ['pkg.mod']],
    [{ name: { exclude: '__main__' } }, ['pkg', 'pkg.mod']],
    [{ file: '*.py' }, ['__main__', 'pkg', 'pkg.mod']],
    [{ file: 'pkg/*.py' }, ['pkg', 'pkg.mod']],
    [{ text: 'value' }, ['__main__', 'pkg.mod']],
    [{ text: ['(', 'nowhere'] }, ['__main__']],
    [{ text: { include: 'value', exclude: 'print(' } }, ['pkg.mod']],
    [{ text: /^value/ }, ['pkg.mod']],
    [{ text: 'value', name: 'pkg.**' }, ['pkg.mod']],
    [{}, ['__main__', 'pkg', 'pkg.mod']],
  ])('let through what every key takes: %j', async (filter, names) => {
    expect(await passing(filter)).toEqual(names);
    expect(await passing(filter, 'transform')).toEqual(names);
  });

  test('of resolve and load look at requests and resolutions', async () => {
    expect(await passing({ kind: 'entry' }, 'resolve')).toEqual(['main.py']);
    expect(await passing({ name: 'pkg.*' }, 'resolve')).toEqual(['pkg.mod']);
    expect(await passing({ file: 'mod.py' }, 'load')).toEqual(['file:pkg.mod']);
  });
});
