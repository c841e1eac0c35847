// What the plugin contract (docs/plugins.md) says about files, with plugins that do their worst.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Plugin } from '../../../core/index.ts';
import { writeProject } from '../../project.ts';
import { failure, program, run, text } from './build-program.ts';

describe('modules and files', () => {
  test('that plugins ask for twice are there once', async () => {
    const analyse: Plugin['analyse'] = (module) => {
      if (module.isEntry) for (const name of ['pkg.extra', 'pkg.extra']) module.include(name);
    };
    const { graph } = await run({ name: 'twice', analyse }, {}, { ...program, 'pkg/extra.py': '' });
    expect(graph.entry.imports.filter(({ name }) => name === 'pkg.extra')).toHaveLength(1);
  });

  test('that plugins emit are written beside the bundle, which comes last', async () => {
    const cwd = writeProject(program);
    const generate: Plugin['generate'] = (bundle, graph) =>
      bundle.emit({ name: 'info/modules.txt', content: graph.modules.map(({ name }) => name).join() });
    const { outputs } = await run({ name: 'emits', generate }, { cwd, output: 'dist/out.py' });
    expect(outputs.map(({ path }) => path?.slice(cwd.length))).toEqual(['/dist/out.py', '/dist/info/modules.txt']);
    expect(readFileSync(join(cwd, 'dist/info/modules.txt'), 'utf8')).toBe('__main__,pkg,pkg.mod');
  });

  test.each([
    [['a.txt', 'A.TXT'], 'FILE_EMITTED_TWICE'],
    [['../a.txt'], 'EMITTED_OUTSIDE'],
    [['/a.txt'], 'EMITTED_OUTSIDE'],
    [['a/./b'], 'EMITTED_OUTSIDE'],
    [['C:a.txt'], 'EMITTED_OUTSIDE'],
  ])('that lie elsewhere or are there are refused: %j', async (names, code) => {
    const generate: Plugin['generate'] = (bundle) => names.forEach((name) => bundle.emit({ name, content: '' }));
    expect(await failure({ name: 'emits', generate }, { output: 'out.py' })).toMatchObject({
      code,
      plugin: 'emits',
      hook: 'generate',
    });
  });

  test.each([{ fileName: 'a', source: '' }, { name: 'a', content: { a: 1 } }, { name: 'a' }])(
    'that are no files are refused: %j',
    async (file) => {
      const generate: Plugin['generate'] = (bundle) => bundle.emit(file as never);
      const expected = { code: 'INVALID_EMITTED_FILE', plugin: 'emits', hook: 'generate' };
      expect(await failure({ name: 'emits', generate }, { output: 'out.py' })).toMatchObject(expected);
    },
  );

  test('never take the place of the bundle, nor of what was read', async () => {
    const cwd = writeProject(program);
    const generate: Plugin['generate'] = (bundle) => bundle.emit({ name: 'out.py', content: '' });
    expect(await failure({ name: 'emits', generate }, { output: 'out.py' })).toMatchObject({
      code: 'FILE_EMITTED_TWICE',
    });
    expect(await failure([], { output: 'out.py', metafile: 'out.py' })).toMatchObject({ code: 'FILE_EMITTED_TWICE' });
    for (const options of [{ metafile: 'pkg/mod.py' }, { profile: 'pkg/mod.py' }]) {
      expect(await failure([], { cwd, output: 'out.py', ...options })).toMatchObject({ code: 'OUTPUT_IS_INPUT' });
    }
    expect(readFileSync(join(cwd, 'pkg/mod.py'), 'utf8')).toBe(program['pkg/mod.py']);
  });

  test('are not written when told so, and emitted ones need a folder', async () => {
    const cwd = writeProject(program);
    const generate: Plugin['generate'] = (bundle) => bundle.emit({ name: 'a.txt', content: 'a' });
    let written = false;
    const plugin: Plugin = { name: 'emits', generate, write: () => void (written = true) };
    const { outputs } = await run(plugin, { cwd, output: 'out.py', write: false });
    expect([outputs.length, existsSync(join(cwd, 'out.py')), written]).toEqual([2, false, false]);
    expect(await failure(plugin, { cwd })).toMatchObject({ code: 'EMITTED_WITHOUT_OUTPUT' });
  });

  test('are the same bytes whatever order reads finish in', async () => {
    const files = Object.fromEntries(
      Array.from({ length: 40 }, (_, index) => [
        `m${index}.py`,
        `import m${(index * 7 + 1) % 40}, m${(index + 1) % 40}\n`,
      ]),
    );
    const program40 = { ...files, 'main.py': 'import m0, m20, m33\n' };
    const delaying = (seed: number): Plugin => {
      let state = seed;
      const wait = (): Promise<void> => {
        state = (state * 1103515245 + 12345) % 2 ** 31;
        return new Promise((resolve) => setTimeout(resolve, state % 7));
      };
      return { name: 'delays', load: wait, resolve: wait };
    };
    const wanted = text(await run([], {}, program40));
    for (const seed of [1, 2, 3]) expect(text(await run(delaying(seed), {}, program40))).toBe(wanted);
  });
});
