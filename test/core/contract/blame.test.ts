// What the plugin contract (docs/plugins.md) says about who is named when something goes wrong because of a plugin.
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Plugin } from '../../../core/index.ts';
import { runCribo, writeProject } from '../../project.ts';
import { failure, program, run } from './build-program.ts';

describe('what a plugin throws', () => {
  const own = import.meta.filename;
  const lineOf = (text: string): number =>
    readFileSync(own, 'utf8').slice(0, readFileSync(own, 'utf8').lastIndexOf(text)).split('\n').length;

  test.each<[string, Plugin['transform']]>([
    ['at once', (source) => JSON.parse(source.original)], // at once
    ['later', async () => (await Promise.resolve(undefined as unknown as Plugin)).name.at(0) as never], // later
  ])('%s is shown at its line in the plugin', async (name, transform) => {
    const { thrownAt, stack } = await failure({ name: 'throws', transform });
    expect(thrownAt).toMatch(new RegExp(`^${own.replaceAll('.', '\\.')}:${lineOf(`// ${name}`)}:\\d+$`));
    expect(stack).toMatch(/^(?:Syntax|Type)Error: .*\n +at /);
  });

  test('is shown by the command, the whole stack when all is to be shown', async () => {
    const plugin = `export default { name: 'throws', link() {\n  throw new Error('no luck');\n} };\n`;
    const folder = writeProject({
      ...program,
      'plugin.mjs': plugin,
      'cribo.toml': '[bundler]\nentry = "main.py"\nplugins = ["./plugin.mjs"]\n',
    });
    const short = await runCribo(folder, []);
    expect(short.stderr).toBe(
      'error PLUGIN_FAILED: The plugin "throws" failed in its link hook: no luck\n' +
        '  in plugin throws, hook link, at plugin.mjs:2:9\n',
    );
    const long = await runCribo(folder, ['--log-level', 'debug']);
    expect(long.stderr).toMatch(/\n {4}Error: no luck\n {8}at .*plugin\.mjs:2:9\)\n {8}at /);
  });

  test('because it has no this says where the context is', async () => {
    const usesThis = { name: 'rollup', link() { (this as unknown as { warn(text: string): void }).warn('x'); } }; // prettier-ignore
    expect((await failure(usesThis)).hint).toBe('There is no "this" in hooks: the context is the last argument.');
    const other: Plugin = { name: 'other', link: (_graph, { api }) => void (api('none') as { x: 1 }).x };
    expect((await failure(other)).hint).toBeUndefined();
  });
});

describe('the plugin is named', () => {
  const resolving = (file: string): Plugin => ({
    name: 'finds',
    resolve: { filter: { name: 'pkg.mod' }, handler: ({ name }) => ({ id: `file:${name}`, file }) },
  });
  const loading = (code: string): Plugin => ({
    name: 'loads',
    load: { filter: { name: 'pkg.mod' }, handler: () => ({ code }) },
  });

  test('that resolved a module whose file cannot be read, or that nobody loads', async () => {
    const expected = { plugin: 'finds', hook: 'resolve', module: 'pkg.mod' };
    expect(await failure(resolving('/nowhere/mod.py'))).toMatchObject({ ...expected, code: 'UNREADABLE_FILE' });
    const virtual: Plugin = {
      name: 'finds',
      resolve: { filter: { name: 'pkg.mod' }, handler: ({ name }) => ({ id: `virtual:${name}` }) },
    };
    expect(await failure(virtual)).toMatchObject({ ...expected, code: 'MODULE_NOT_LOADED' });
    expect(await failure(resolving('/nowhere/mod.py'), { entry: 'gone.py' })).not.toHaveProperty('plugin');
  });

  test('that resolved a module, and not one that handed the resolution on', async () => {
    const hands: Plugin = {
      name: 'hands on',
      resolve: {
        order: 'pre',
        handler: async ({ name, importer }, context) => (name === 'pkg.mod' ? context.resolve(name, importer) : null),
      },
    };
    expect(await failure([hands, resolving('/nowhere/mod.py')])).toMatchObject({ plugin: 'finds' });
    expect((await run(hands)).graph.get('pkg.mod')?.resolvedBy).toBeUndefined();
  });

  test('that loaded what is no Python', async () => {
    expect(await failure(loading('x = ('))).toMatchObject({
      code: 'PARSE_ERROR',
      plugin: 'loads',
      hook: 'load',
      module: 'pkg.mod',
      line: 1,
      column: 5,
    });
    const bytes: Plugin = {
      name: 'loads',
      load: { filter: { name: '__main__' }, handler: () => ({ bytes: Buffer.from([0x23, 0xff, 0x0a]) }) },
    };
    expect(await failure(bytes)).toMatchObject({ code: 'UNDECODABLE_FILE', plugin: 'loads', hook: 'load' });
  });

  test('that emitted a file that has no folder, or that is there', async () => {
    const emits = (name: string, file = 'a.txt'): Plugin => ({
      name,
      generate: (bundle) => bundle.emit({ name: file, content: '' }),
    });
    const expected = { plugin: 'one', hook: 'generate' };
    expect(await failure(emits('one'))).toMatchObject({ ...expected, code: 'EMITTED_WITHOUT_OUTPUT' });
    const output = { output: 'out.py' };
    expect(await failure(emits('one', 'out.py'), output)).toMatchObject({ ...expected, code: 'FILE_EMITTED_TWICE' });
    expect(await failure([emits('two'), emits('one')], output)).toMatchObject({
      ...expected,
      code: 'FILE_EMITTED_TWICE',
      hint: 'The plugin "two" emits it as well.',
    });
  });

  test('that made wrong options of right ones', async () => {
    const options = (name: string, change: object): Plugin => ({ name, options: (given) => ({ ...given, ...change }) });
    const expected = { plugin: 'wrong', hook: 'options' };
    const wrong = [options('right', { path: [] }), options('wrong', { external: 'pkg' }), options('after', {})];
    expect(await failure(wrong)).toMatchObject({ ...expected, code: 'INVALID_OPTION' });
    expect(await failure(options('wrong', { extrenal: [] }))).toMatchObject({ ...expected, code: 'UNKNOWN_OPTION' });
    expect(await failure(options('right', {}), { external: 'pkg' as never })).not.toHaveProperty('plugin');
  });

  test('that returned a part of the options', async () => {
    expect(await failure({ name: 'part', options: () => ({ external: ['pkg'] }) })).toMatchObject({
      code: 'MISSING_ENTRY',
      plugin: 'part',
      hook: 'options',
      hint: "An options hook returns all options, not only what it changes: { ...options, external: ['x'] }",
    });
  });
});
