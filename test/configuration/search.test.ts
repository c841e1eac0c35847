import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { runCribo, writeProject } from '../project.ts';
import { bundledModules, configuredBuild, program } from './configured-build.ts';

const external = (name: string) => `[bundler]\nexternal = ["${name}"]\n`;
const run = { args: ['../main.py'], from: 'sub' };

test('goes upwards from the working folder, the nearest file first', async () => {
  const files = { 'cribo.toml': external('one'), 'sub/deep/x.txt': '' };
  const far = await configuredBuild(files, { from: 'sub/deep', args: ['../../main.py'] });
  expect(far).toMatchObject({ status: 0, stderr: '', modules: ['four', 'three', 'two'] });
  const near = await configuredBuild({ ...files, 'sub/cribo.toml': external('two') }, run);
  expect(near.modules).toEqual(['four', 'one', 'three']);
});

test.each([
  ['a .git', { 'sub/.git/HEAD': '' }],
  ['a .git of a worktree', { 'sub/.git': 'gitdir: elsewhere\n' }],
  ['a pyproject.toml without our table', { 'sub/pyproject.toml': '[project]\nname = "cribo"\n' }],
  ['a pyproject.toml that is no TOML and not ours', { 'sub/pyproject.toml': '[project\n' }],
])('ends at the project, which has %s', async (_, files) => {
  const outcome = await configuredBuild({ 'cribo.toml': external('one'), 'sub/x.txt': '', ...files }, run);
  expect(outcome).toMatchObject({ status: 0, stderr: '', modules: ['four', 'one', 'three', 'two'] });
});

test('goes on past a folder with neither, and reads the pyproject.toml of the root', async () => {
  const files = { 'pyproject.toml': '[tool.cribo]\nexternal = ["one"]\n', 'sub/x.txt': '' };
  expect((await configuredBuild(files, run)).modules).toEqual(['four', 'three', 'two']);
});

test('stays in the working folder where there is no project', async () => {
  const { '.git/HEAD': _, ...bare } = program;
  const folder = writeProject({ ...bare, 'cribo.toml': external('one'), 'sub/x.txt': '' });
  const above = await runCribo(join(folder, 'sub'), ['../main.py']);
  expect(bundledModules(above.stdout)).toEqual(['four', 'one', 'three', 'two']);
  const here = await runCribo(folder, ['main.py']);
  expect(bundledModules(here.stdout)).toEqual(['four', 'three', 'two']);
});

test('passes over what is no file', async () => {
  const folder = writeProject(program);
  mkdirSync(join(folder, 'cribo.toml'));
  symlinkSync('cribo.config.ts', join(folder, 'cribo.config.ts'));
  symlinkSync('nowhere', join(folder, 'cribo.config.json'));
  expect(await runCribo(folder, ['main.py'])).toMatchObject({ status: 0, stderr: '' });
});

/** A configuration that keeps a module external, as the file's name wants it. */
const contents = (name: string, module: string): string => {
  if (name === 'pyproject.toml') return `[tool.cribo]\nexternal = ["${module}"]\n`;
  if (name.endsWith('.toml')) return external(module);
  return `${name.endsWith('.json') ? '' : 'export default '}{ "external": ["${module}"] }`;
};

describe('a second file', () => {
  const order = [
    'cribo.config.ts',
    'cribo.config.mts',
    'cribo.config.js',
    'cribo.config.mjs',
    'cribo.config.json',
    'cribo.toml',
    'pyproject.toml',
  ];

  test.each(order.slice(1).map((name, index) => [order[index], name]))('%s goes before %s', async (first, second) => {
    const files = { [first]: contents(first, 'one'), [second]: contents(second, 'two') };
    const { status, stderr, modules } = await configuredBuild(files, { args: ['main.py'] });
    expect({ status, modules }).toEqual({ status: 0, modules: ['four', 'three', 'two'] });
    expect(stderr).toBe(
      `warning SECOND_CONFIGURATION: "${first}" is used; "${second}" is a configuration file too, and is not read.\n` +
        `  hint: Take one away, or choose: --config ${second}\n`,
    );
  });

  test('is found above as well, and is no matter when one is chosen', async () => {
    const files = { 'cribo.toml': external('one'), 'sub/cribo.toml': external('two') };
    const found = await configuredBuild(files, run);
    expect(found.stderr).toContain('"cribo.toml" is used; "../cribo.toml" is a configuration file too');
    for (const args of [['--config', '../cribo.toml'], ['--no-config']]) {
      expect(await configuredBuild(files, { from: 'sub', args: ['../main.py', ...args] })).toMatchObject({
        stderr: '',
      });
    }
  });

  test('is not run', async () => {
    const files = { 'cribo.config.mjs': 'export default {}', 'cribo.toml': '[broken', 'sub/x.txt': '' };
    expect(await configuredBuild(files, run)).toMatchObject({ status: 0 });
  });
});
