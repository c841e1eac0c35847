import { expect, test } from 'vitest';
import { bundledModules } from '../configuration/configured-build.ts';
import { runCribo, writeProject } from '../project.ts';
import { installed, site } from './site-files.ts';

const project = {
  'main.py': 'import one, two, three.inner, four, five, loose\nfrom space import a, b\n',
  ...installed('One', { 'one.py': 'import two\n' }, ['Requires-Dist: two[fast]>=1; python_version >= "3"']),
  ...installed('two', { 'two.py': 'import four, five\n' }, [
    'Provides-Extra: fast',
    'Requires-Dist: four ; extra == "fast"',
    "Requires-Dist: five; extra == 'slow'",
  ]),
  ...installed('Three.Project', { 'three/__init__.py': '', 'three/inner.py': '' }),
  ...installed('four', { 'four.py': '' }),
  ...installed('five', { 'five.py': '' }),
  ...installed('space-a', { 'space/a.py': '' }),
  ...installed('space-b', { 'space/b.py': '' }),
  [`${site}/loose.py`]: '',
  [`${site}/heavy/__init__.py`]: '',
};

/** Names of the modules of the environment that go into the bundle. */
async function inlined(...args: string[]): Promise<string[]> {
  const { stdout, stderr } = await runCribo(writeProject(project), ['main.py', '--python', 'env', ...args]);
  expect(stderr).toBe('');
  return bundledModules(stdout);
}

const all = ['five', 'four', 'loose', 'one', 'space_a', 'space_b', 'three', 'three_inner', 'two'];

test('a distribution goes in with what it requires, and the extras that this asks for', async () => {
  expect(await inlined('--inline', 'one')).toEqual(['four', 'one', 'two']);
  expect(await inlined('--inline', 'ONE', '--no-inline-dependencies')).toEqual(['one']);
  expect(await inlined('--inline', 'two')).toEqual(['two']);
  expect(await inlined('--inline', 'two[slow]')).toEqual(['five', 'two']);
  expect(await inlined('--inline', 'one', '--inline', 'two[Slow]')).toEqual(['five', 'four', 'one', 'two']);
});

test('it is named as pip names it, in any spelling, or by what it is imported as', async () => {
  const three = ['three', 'three_inner'];
  expect(await inlined('--inline', 'three_PROJECT')).toEqual(three);
  expect(await inlined('--inline', 'three')).toEqual(three);
  expect(await inlined('--inline', 'space-b')).toEqual(['space_b']);
  expect(await inlined('--inline', 'loose')).toEqual(['loose']);
  expect(await inlined('--inline-all')).toEqual(all);
});

test('what is external by module, pattern or distribution stays out', async () => {
  const without = (...names: string[]): string[] => all.filter((name) => !names.includes(name));
  expect(await inlined('--inline-all', '--external', 'Three-Project')).toEqual(without('three', 'three_inner'));
  expect(await inlined('--inline-all', '--external', 'three.*')).toEqual(without('three_inner'));
  expect(await inlined('--inline-all', '--external', 'three.**')).toEqual(without('three', 'three_inner'));
  expect(await inlined('--inline-all', '--external', 't*')).toEqual(without('three', 'three_inner', 'two'));
  expect(await inlined('--inline', 'one', '--external', 'two')).toEqual(['four', 'one']);
});

test('a name that nothing has is an error with the nearest names', async () => {
  const { status, stderr } = await runCribo(writeProject(project), ['main.py', '--python', 'env', '--inline', 'fuor']);
  expect(status).toBe(1);
  expect(stderr).toBe(
    'error INLINE_NOT_FOUND: No installed distribution or package is called "fuor".\n  hint: Did you mean "four"?\n',
  );
});

test('a distribution with an extension module stays external, and the message says which file made it so', async () => {
  const files = {
    'main.py': 'import native\nprint(native)\n',
    ...installed('Native', { 'native/__init__.py': 'from . import _core\n', 'native/_core.abi3.so': '' }),
  };
  const folder = writeProject(files);
  const named = await runCribo(folder, ['main.py', '--python', 'env', '--inline', 'native']);
  expect(named.stdout).toBe(files['main.py']);
  expect(named.stderr).toContain('warning EXTENSION_MODULE: The distribution "Native" stays external:');
  expect(named.stderr).toContain('it needs the compiled module native/_core.abi3.so.');
  expect((await runCribo(folder, ['main.py', '--python', 'env', '--inline-all'])).stderr).toBe('');
});

test('what an external distribution requires goes in with all its modules', async () => {
  const folder = writeProject({
    'main.py': 'import native\nimport pure.one\n',
    ...installed('native', { 'native/__init__.py': 'import pure.two\n', 'native/fast.abi3.so': '' }, [
      'Requires-Dist: middle',
    ]),
    ...installed('middle', { 'middle.py': '' }, ['Requires-Dist: pure; extra == "any"']),
    ...installed('pure', {
      'pure/__init__.py': '',
      'pure/one.py': '',
      'pure/two.py': '',
      'pure/__main__.py': '',
      'pure/tests/test_one.py': '',
    }),
  });
  const { stdout } = await runCribo(folder, ['main.py', '--python', 'env', '--inline-all']);
  // Nothing in the bundle imports `middle`, which is where `native` is.
  expect(bundledModules(stdout)).toEqual(['pure', 'pure_one', 'pure_two']);
});
