// What the plugin contract (docs/plugins.md) says about filters, with plugins that do their worst.
import { describe, expect, test } from 'vitest';
import { join } from 'node:path';
import type { Plugin } from '../../../core/index.ts';
import { writeProject } from '../../project.ts';
import { failure, program, run } from './build-program.ts';

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
    [{ file: './pkg/*.py' }, ['pkg', 'pkg.mod']],
    [{ file: './main.py' }, ['__main__']],
    [{ file: './mod.py' }, []],
    [{ file: './' }, ['__main__', 'pkg', 'pkg.mod']],
    [{ file: 'pkg' }, ['pkg', 'pkg.mod']],
    [{ file: 'pkg/' }, ['pkg', 'pkg.mod']],
    [{ file: './pkg' }, ['pkg', 'pkg.mod']],
    [{ file: { exclude: 'pkg' } }, ['__main__']],
    [{ file: 'kg' }, []],
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

  test('of files start from the working folder with ../ as well, whatever characters that has', async () => {
    const files = Object.fromEntries(Object.entries(program).map(([name, code]) => [`a [1] {b}/${name}`, code]));
    const seen: string[] = [];
    const plugin: Plugin = {
      name: 'filtered',
      analyse: {
        filter: { file: ['../a ?1? ?b?/pkg/mod.py', './main.py'] },
        handler: ({ name }) => void seen.push(name),
      },
    };
    const cwd = join(writeProject(files), 'a [1] {b}');
    await run(plugin, { cwd });
    expect(seen.toSorted()).toEqual(['__main__', 'pkg.mod']);
  });

  test('that only exclude files let virtual modules through', async () => {
    const seen = { excluding: [] as string[], including: [] as string[] };
    const note = (list: string[], file: object): object => ({
      filter: { file },
      handler: ({ id }: { id: string }) => void list.push(id),
    });
    const virtual: Plugin = {
      name: 'virtual',
      resolve: ({ name }) => (name === 'pkg.mod' ? { id: `virtual:${name}` } : null),
      load: { order: 'post', handler: ({ id }) => (id === 'virtual:pkg.mod' ? { code: 'value = 2\n' } : null) },
    };
    const plugins = [
      { name: 'a', load: note(seen.excluding, { exclude: 'main.py' }) },
      { name: 'b', load: note(seen.including, { include: '**', exclude: 'main.py' }) },
    ];
    await run([...plugins, virtual]);
    expect(seen).toEqual({ excluding: ['file:pkg', 'virtual:pkg.mod'], including: ['file:pkg'] });
  });

  test.each([
    [/zzz/, 'it takes an object with name, file, text', 'Say what the pattern is of: filter: { name: /zzz/ }'],
    [['a'], 'it takes an object with name, file, text', 'Say what the pattern is of: filter: { name: ... }'],
    [{ id: /x/ }, 'there is no "id"', 'Did you mean "name", the dotted name, or "file", a glob?'],
    [{ code: 'x' }, 'there is no "code"', 'Did you mean "text"?'],
  ])('that are none are refused, with what was meant: %j', async (filter, reason, hint) => {
    expect(await failure({ name: 'a', transform: { filter, handler() {} } })).toMatchObject({
      code: 'INVALID_PLUGIN',
      message: `The filter of "transform" in the plugin "a": ${reason}.`,
      hint,
    });
  });
});
