import { mkdirSync, realpathSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { build, type BuildOptions, type Diagnostic, type Plugin } from '../../core/index.ts';
import { createCanonicalPaths } from '../../plugins/deduplicate/canonical-paths.ts';
import { runCribo, writeProject } from '../project.ts';

type Files = Readonly<Record<string, string>>;

interface Built {
  readonly text: string;
  readonly diagnostics: readonly Diagnostic[];
  /** Dotted name -> the name that it is one more of. */
  readonly aliases: Readonly<Record<string, string>>;
}

/** Builds a program with links (path -> target, from the link's folder), and gives what became of its modules. */
async function bundle(files: Files, links: Files, options: Partial<BuildOptions> = {}): Promise<Built> {
  const cwd = writeProject(files);
  for (const [path, target] of Object.entries(links)) symlinkSync(target, join(cwd, path));
  const { outputs, diagnostics, graph } = await build({ entry: 'main.py', cwd, treeShaking: false, ...options });
  const aliases = graph.modules.flatMap(({ name, aliasOf }) => (aliasOf === undefined ? [] : [[name, aliasOf.name]]));
  return { text: Buffer.from(outputs[0].bytes).toString(), diagnostics, aliases: Object.fromEntries(aliases) };
}

const warnings = ({ diagnostics }: Built): string[] => diagnostics.map(({ code, message }) => `${code} ${message}`);
const count = (text: string, part: string): number => text.split(part).length - 1;

afterEach(() => vi.restoreAllMocks());

describe('the warning', () => {
  test('names every name, and three places of each', async () => {
    const files = {
      'main.py': 'import one, two\nfrom importlib import import_module\nimport_module("three.four")\nimport other\n',
      'other.py': 'import one\nimport one\nfrom one import value\nimport one\n',
      'one.py': 'value = 1\n',
      'three/__init__.py': '',
    };
    const links = { 'two.py': 'one.py', 'three/four.py': '../one.py', 'five.py': 'one.py', 'six.py': 'one.py' };
    const asks: Plugin = {
      name: 'asks',
      analyse: (module) => (module.name === 'other' ? module.include('six') : undefined),
    };
    const built = await bundle(files, links, { include: ['five'], plugins: [asks] });
    expect(built.aliases).toEqual({ two: 'one', 'three.four': 'one', five: 'one', six: 'one' });
    expect(warnings(built)).toEqual([
      'DUPLICATE_MODULE One file is imported as "one" (main.py:1, other.py:1, other.py:2 and 2 more), as "two" (main.py:1), ' +
        'as "six" (other.py), as "five" (--include) and as "three.four" (main.py:3); the bundle runs it once, as "one", and ' +
        'Python once for each name.',
    ]);
  });

  test('counts what has several names because its package has', async () => {
    const files = {
      'main.py': 'import a.x.y, a.z\nimport b.x.y, b.z\n',
      'a/__init__.py': '',
      'a/x/__init__.py': 'from . import y\n',
      'a/x/y.py': '',
      'a/z.py': '',
    };
    const built = await bundle(files, { b: 'a' });
    expect(built.aliases).toEqual({ b: 'a', 'b.x': 'a.x', 'b.x.y': 'a.x.y', 'b.z': 'a.z' });
    expect(warnings(built)).toEqual([
      'DUPLICATE_MODULE One file is imported as "a" (main.py:1, a/x/__init__.py:1) and as "b" (main.py:2); the bundle runs it ' +
        'once, as "a", and Python once for each name. 3 modules below it are imported under several names with it.',
    ]);
  });

  test('has the place of the second name, and the flag', async () => {
    const [{ line, column, hint, file }] = (
      await bundle({ 'main.py': 'import x\nimport y\n', 'x.py': '' }, { 'y.py': 'x.py' })
    ).diagnostics;
    expect({ line, column }).toEqual({ line: 2, column: 1 });
    expect(file).toMatch(/main\.py$/);
    expect(hint).toContain('--deduplicate text');
  });

  test('can be an error, or off', async () => {
    const files = { 'main.py': 'import x, y\n', 'x.py': '' };
    const built = bundle(files, { 'y.py': 'x.py' }, { severity: { DUPLICATE_MODULE: 'error' } });
    await expect(built).rejects.toMatchObject({ diagnostic: { code: 'DUPLICATE_MODULE' } });
    expect((await bundle(files, { 'y.py': 'x.py' }, { severity: { DUPLICATE_MODULE: 'off' } })).diagnostics).toEqual(
      [],
    );
  });
});

describe('the text', () => {
  const files = { 'main.py': 'import x, y\n', 'x.py': 'marker = "once"\n' };

  test.each([
    ['file', 1, { y: 'x' }],
    ['text', 1, {}],
    ['off', 2, {}],
  ] as const)('of mode %s is there %i times', async (deduplicate, times, aliases) => {
    const built = await bundle(files, { 'y.py': 'x.py' }, { deduplicate });
    expect(count(built.text, 'marker = "once"')).toBe(times);
    expect(built.aliases).toEqual(aliases);
  });

  test('of a package and its __init__ by name is shared in mode file, too', async () => {
    const built = await bundle({ 'main.py': 'import p.__init__\n', 'p/__init__.py': 'marker = "once"\n' }, {});
    expect(count(built.text, 'marker = "once"')).toBe(1);
    expect(built).toMatchObject({ aliases: {}, diagnostics: [] });
  });

  test('of which plugins made several is several', async () => {
    const stamp: Plugin = {
      name: 'stamp',
      transform: { filter: { name: 'y' }, handler: (source) => source.replace(0, 6, 'stamped') },
    };
    for (const deduplicate of ['file', 'text'] as const) {
      const built = await bundle(files, { 'y.py': 'x.py' }, { deduplicate, plugins: [stamp] });
      expect(built).toMatchObject({ aliases: {}, diagnostics: [] });
      expect([count(built.text, 'marker ='), count(built.text, 'stamped =')]).toEqual([1, 1]);
    }
  });
});

describe('the name that a file runs as', () => {
  const file = { 'p/__init__.py': '', 'p/x.py': '' };

  test.each([
    ['is the first', 'import x\nimport p.x\n', { 'p.x': 'x' }],
    ['is that of the first import', 'import p.x\nimport x\n', { x: 'p.x' }],
    ['is one that is imported in any case', 'def f():\n    import p.x\nimport x\n', { 'p.x': 'x' }],
    ['is not one that may fail', 'try:\n    import p.x\nexcept ImportError:\n    pass\nimport x\n', { 'p.x': 'x' }],
    ['is the first where none is sure', 'def f():\n    import p.x\ndef g():\n    import x\n', { x: 'p.x' }],
    [
      'is none of type checking',
      'import typing\nif typing.TYPE_CHECKING:\n    import p.x\ndef g():\n    import x\n',
      { 'p.x': 'x' },
    ],
  ])('%s', async (_, program, aliases) => {
    expect((await bundle({ ...file, 'main.py': program }, { 'x.py': 'p/x.py' })).aliases).toEqual(aliases);
  });

  test('is in the package that its package runs as, which gets what is imported by its other names only', async () => {
    const files = { 'main.py': 'import p\nimport q.x, q.d.y\nimport q.v\n', ...file, 'p/d/y.py': '' };
    const virtual: Plugin = {
      name: 'virtual',
      resolve: ({ name }) => (name === 'q.v' ? { id: 'virtual:q.v' } : undefined),
      load: ({ id }) => (id.startsWith('virtual:') ? { code: 'virtual = 1\n' } : undefined),
    };
    const built = await bundle(files, { q: 'p' }, { plugins: [virtual] });
    expect(built.aliases).toEqual({ q: 'p', 'q.x': 'p.x', 'q.d': 'p.d', 'q.d.y': 'p.d.y', 'q.v': 'p.v' });
    expect(count(built.text, 'virtual = 1')).toBe(1);
  });

  test('leaves alone what the environment has by that name', async () => {
    const files = { 'main.py': 'import p\nimport p.x\nimport q.x\n', ...file };
    expect((await bundle(files, { q: 'p' }, { external: ['p.x'] })).aliases).toEqual({ q: 'p' });
  });

  test('is found where packages lie in each other', async () => {
    const files = { 'main.py': 'import p.p.p.x\nimport p.x\n', ...file };
    expect((await bundle(files, { 'p/p': '.' })).aliases).toEqual({ 'p.p': 'p', 'p.p.p': 'p', 'p.p.p.x': 'p.x' });
  });
});

describe('packages with links that lead back to them', () => {
  const loads = 'import importlib\n\n\ndef load(name):\n    return importlib.import_module(f"{__name__}.{name}")\n';
  const files = {
    'main.py': 'import pkg\npkg.load("sub").load("deep")\n',
    'pkg/__init__.py': loads,
    'pkg/sub/__init__.py': loads,
    'pkg/sub/deep/plain.py': '',
    'other/__init__.py': loads,
  };
  const links = {
    'pkg/again': '.',
    'pkg/sub/parent': '..',
    'pkg/sub/deep/one': '../..',
    'pkg/sub/deep/two': '.',
    'pkg/sub/other': '../../other',
    'other/back': '../pkg',
  };

  test.each(['file', 'text'] as const)(
    'have as many modules as there are ways to them, in mode %s',
    async (deduplicate) => {
      const { text } = await bundle(files, links, { deduplicate });
      const names = [...text.matchAll(/^ {4}'([\w.]+)': /gm)].map(([, name]) => name);
      expect(names.toSorted()).toEqual(['pkg', 'pkg.sub', 'pkg.sub.deep', 'pkg.sub.other']);
    },
  );

  test('have no more when everything below is asked for', async () => {
    const { text } = await bundle(files, links, { deduplicate: false, include: ['pkg.**', 'other.**'] });
    expect(count(text, "\n    '")).toBe(5 + 5);
  });
});

describe('canonical paths', () => {
  /** Fails as the file system would. */
  function failWith(code: string): void {
    vi.spyOn(realpathSync, 'native').mockImplementation(() => {
      throw Object.assign(new Error(code), { code });
    });
  }

  test('are looked up once for each file', () => {
    const folder = realpathSync(writeProject({ 'a.py': '', 'b.py': '' }));
    symlinkSync('a.py', join(folder, 'link.py'));
    const lookUp = vi.spyOn(realpathSync, 'native');
    const canonicalPath = createCanonicalPaths(() => {});
    for (let time = 0; time < 3; time++) {
      expect(canonicalPath(join(folder, 'link.py'))).toBe(join(folder, 'a.py'));
    }
    expect(lookUp).toHaveBeenCalledTimes(1);
  });

  test.each(['EACCES', 'ELOOP', 'EIO', 'ENAMETOOLONG'])('that fail with %s are the absolute ones', (code) => {
    failWith(code);
    const failures: string[] = [];
    const canonicalPath = createCanonicalPaths((file) => failures.push(file));
    expect(canonicalPath('some/file.py')).toBe(join(process.cwd(), 'some/file.py'));
    expect(canonicalPath('some/file.py')).toBe(canonicalPath(join(process.cwd(), 'some/file.py')));
    expect(failures).toEqual([join(process.cwd(), 'some/file.py')]);
  });

  test('of files that are not there are no failure', () => {
    const canonicalPath = createCanonicalPaths((file) => expect.fail(file));
    expect(canonicalPath('/no/such/file.py')).toBe(join('/no/such/file.py'));
    expect(canonicalPath(join(import.meta.filename, 'below.py'))).toBe(join(import.meta.filename, 'below.py'));
  });

  test('that cannot be found give a warning, and the build goes on', async () => {
    const cwd = writeProject({ 'main.py': 'import one, two\n' });
    mkdirSync(join(cwd, 'folder'));
    symlinkSync('loop', join(cwd, 'folder/loop'));
    const loads: Plugin = {
      name: 'loads',
      resolve: ({ name }) =>
        ['one', 'two'].includes(name) ? { id: `file:${name}`, file: join(cwd, 'folder/loop/x.py') } : undefined,
      load: ({ file }) => (file?.includes('loop') ? { code: 'print("runs")\n' } : undefined),
    };
    const { diagnostics, graph } = await build({ entry: 'main.py', cwd, plugins: [loads] });
    expect(diagnostics.map(({ code }) => code)).toEqual(['PATH_NOT_CANONICAL', 'DUPLICATE_MODULE']);
    expect(diagnostics[0].message).toMatch(/x\.py" cannot be found: its symbolic links form a loop;/);
    expect(graph.get('two')!.aliasOf).toBe(graph.get('one'));
  });
});

describe('the option', () => {
  const folder = writeProject({ 'main.py': 'import x, y\n', 'x.py': '' });
  symlinkSync('x.py', join(folder, 'y.py'));
  const isWarned = async (
    args: readonly string[],
    environment: Readonly<Record<string, string>> = {},
  ): Promise<boolean> => {
    const { status, stderr } = await runCribo(folder, ['main.py', '--output', 'out.py', ...args], { environment });
    expect(status, stderr).toBe(0);
    return stderr.includes('DUPLICATE_MODULE');
  };

  test.each([
    [[], true],
    [['--deduplicate', 'file'], true],
    [['--deduplicate=text'], false],
    [['--deduplicate', 'off'], false],
    [['--no-deduplicate'], false],
  ])('as flags %j', async (args, warned) => expect(await isWarned(args)).toBe(warned));

  test.each([
    ['file', true],
    ['off', false],
    ['false', false],
  ])('as the variable %s', async (value, warned) => {
    expect(await isWarned([], { CRIBO_DEDUPLICATE: value })).toBe(warned);
  });

  test.each(['"text"', '"off"', 'false'])('in a file: %s', async (value) => {
    const project = writeProject({
      'cribo.toml': `[bundler]\nentry = "main.py"\noutput = "out.py"\ndeduplicate = ${value}\n`,
      'main.py': 'import x, y\n',
      'x.py': '',
    });
    symlinkSync('x.py', join(project, 'y.py'));
    expect(await runCribo(project, [])).toEqual({ status: 0, stdout: '', stderr: '' });
  });

  test('refuses what is no mode', async () => {
    const { status, stderr } = await runCribo(folder, ['main.py', '--deduplicate', 'files']);
    expect({ status, stderr }).toEqual({
      status: 1,
      stderr: 'error INVALID_OPTION: The option "--deduplicate" takes file, text, off, not "files".\n',
    });
  });
});
