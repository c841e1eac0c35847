import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { build, CriboError, type Plugin } from '../../core/index.ts';
import { writeProject } from '../project.ts';
import { findPythons } from '../pythons.ts';
import { runCommand } from '../run-command.ts';

const { path: python } = findPythons()[0]!;

async function outputOf(files: Record<string, string>, plugins: Plugin[]) {
  const folder = writeProject(files);
  const { outputs, graph } = await build({ entry: 'main.py', cwd: folder, output: 'out/main.py', plugins });
  expect(readFileSync(join(folder, 'out/main.py')).equals(outputs[0]!.bytes)).toBe(true);
  return {
    modules: graph.modules.map(({ name }) => name),
    ...(await runCommand(python, ['out/main.py'], { cwd: folder })),
  };
}

test('a hook of five lines strips assertions', async () => {
  const strip: Plugin = {
    name: 'strip-asserts',
    transform(source) {
      for (const { 0: line, 1: indentation, index } of source.original.matchAll(/^( *)assert .*$/gm)) {
        source.replace(index, index + line.length, `${indentation}pass`);
      }
    },
  };
  const files = {
    'main.py': 'import mod\nprint(mod.f(0))\n',
    'mod.py': 'def f(x):\n    assert x, "é"\n    return "kept"\n',
  };
  expect(await outputOf(files, [])).toMatchObject({ status: 1, stdout: '' });
  expect(await outputOf(files, [strip])).toMatchObject({ status: 0, stdout: 'kept\n' });
});

test('a plugin makes a module of a file that is no Python', async () => {
  const settings: Plugin = {
    name: 'settings',
    resolve: ({ name }) => (name === 'settings' ? { id: 'virtual:settings', path: 'settings.py' } : undefined),
    async load({ id }, { options }) {
      if (id !== 'virtual:settings') return null;
      const text = readFileSync(join(options.cwd, 'settings.yaml'), 'utf8');
      return { code: text.replace(/^(\w+): (.*)$/gm, '$1 = $2') };
    },
  };
  const files = {
    'main.py': 'import settings\nprint(settings.limit + 1, settings.__name__)\n',
    'settings.yaml': 'limit: 41\n',
  };
  expect(await outputOf(files, [settings])).toMatchObject({
    stdout: '42 settings\n',
    modules: ['__main__', 'settings'],
  });
});

test('hooks run pre first and post last, and what says nothing does not answer', async () => {
  const order: string[] = [];
  const plugin = (name: string, when?: 'pre' | 'post'): Plugin => {
    const handler = () => {
      order.push(name);
      return null;
    };
    return { name, load: when === undefined ? handler : { handler, order: when } };
  };
  await build({
    entry: 'main.py',
    cwd: writeProject({ 'main.py': '' }),
    plugins: [plugin('c', 'post'), plugin('b'), plugin('a', 'pre')],
  });
  // The built-in plugin answers before the last is asked.
  expect(order).toEqual(['a', 'b']);
});

test('analyse adds modules, link and generate see them', async () => {
  const seen: string[] = [];
  const plugin: Plugin = {
    name: 'adds',
    analyse(module) {
      if (module.isEntry) module.include('pkg.hidden');
    },
    link: (graph) => void seen.push(...graph.modules.map(({ name }) => name)),
    generate: (bundle) => bundle.append('after-modules', '# generated\n'),
    write: (bundle, { options }) =>
      void seen.push(String(options.output?.endsWith('main.py')), typeof bundle.executable),
  };
  const files = {
    'main.py': 'print(__import__("pkg.hidden").hidden.x)\n',
    'pkg/__init__.py': '',
    'pkg/hidden.py': 'x = 1\n',
  };
  expect(await outputOf(files, [plugin])).toMatchObject({ stdout: '1\n' });
  expect(seen).toEqual(['__main__', 'pkg', 'pkg.hidden', 'true', 'boolean']);
});

const refused = async (plugins: unknown[]) => {
  const cwd = writeProject({ 'main.py': '' });
  return build({ entry: 'main.py', cwd, plugins: plugins as Plugin[] }).then(
    () => undefined,
    (error: CriboError) => error.diagnostic,
  );
};

const fail = () => {
  throw new Error('no luck');
};

describe('refuses', () => {
  test('a plugin without a name, or with that of another', async () => {
    expect(await refused([{}])).toMatchObject({ code: 'INVALID_PLUGIN' });
    expect(await refused([{ name: 'a' }, { name: 'a' }])).toMatchObject({
      code: 'INVALID_PLUGIN',
      message: 'Two plugins are named "a".',
    });
  });

  test('a misspelt hook', async () => {
    expect(await refused([{ name: 'a', transfrom() {} }])).toMatchObject({ hint: 'Did you mean "transform"?' });
  });

  test('a hook that throws, at once or later, naming plugin and hook', async () => {
    const expected = { code: 'PLUGIN_FAILED', plugin: 'a', hook: 'load', message: expect.stringContaining('no luck') };
    expect(await refused([{ name: 'a', load: fail }])).toMatchObject(expected);
    expect(await refused([{ name: 'b' }, { name: 'a', load: async () => fail() }])).toMatchObject(expected);
  });
});
