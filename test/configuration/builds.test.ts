import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { configuredBuild } from './configured-build.ts';

const module = (...builds: string[]) => ({
  'cribo.config.mjs': `export default [${builds.join(', ')}];`,
  'tool.py': 'import two\n',
});
const app = `{ name: 'app', entry: 'main.py', output: 'app.out.py' }`;
const tool = `{ name: 'tool', entry: 'tool.py', output: 'tool.out.py' }`;
const written = (folder: string) => ['app', 'tool'].filter((name) => existsSync(join(folder, `${name}.out.py`)));

test('all builds of a list run in order, each under its name', async () => {
  const { status, stdout, stderr, folder } = await configuredBuild(module(app, tool), {
    args: ['--log-level', 'info'],
  });
  expect({ status, stdout }).toEqual({ status: 0, stdout: '' });
  expect(stderr).toMatch(
    /^\[app\] bundled 5 modules, .* -> app\.out\.py\n\[tool\] bundled 2 modules, .* -> tool\.out\.py\n$/,
  );
  expect(written(folder)).toEqual(['app', 'tool']);
});

test('--only chooses', async () => {
  for (const [args, names] of [
    [['--only', 'tool'], ['tool']],
    [
      ['--only', 'app', '--only', 'tool'],
      ['app', 'tool'],
    ],
  ]) {
    const { status, folder } = await configuredBuild(module(app, tool), { args });
    expect({ status, names: written(folder) }).toEqual({ status: 0, names });
  }
  const variable = await configuredBuild(module(app, tool), { environment: { CRIBO_ONLY: 'app' } });
  expect(written(variable.folder)).toEqual(['app']);
  const none = await configuredBuild(module(app, tool), { environment: { CRIBO_ONLY: ',' } });
  expect(written(none.folder)).toEqual(['app', 'tool']);
});

test('a build that is not chosen loads no plugins', async () => {
  const content = '[[bundler]]\nentry = "main.py"\n[[bundler]]\nname = "x"\nplugins = ["./nowhere.mjs"]\n';
  const outcome = await configuredBuild({ 'cribo.toml': content }, { args: ['--only', '1'] });
  expect(outcome).toMatchObject({ status: 0, stderr: '', modules: ['four', 'one', 'three', 'two'] });
});

test('one that fails does not keep the others from running, but the command from succeeding', async () => {
  const broken = { ...module(app, tool), 'main.py': 'import one\nx = (\n' };
  const { status, stderr, folder } = await configuredBuild(broken);
  expect({ status, names: written(folder) }).toEqual({ status: 1, names: ['tool'] });
  expect(stderr).toMatch(/^\[app\] error PARSE_ERROR/);
});

test('warnings say whose they are', async () => {
  const files = { ...module(app, tool), 'two.py': 'def f(): return __class__\n\nprint(f)\n' };
  const { status, stderr } = await configuredBuild(files);
  expect(status).toBe(0);
  expect(stderr.match(/^\[(app|tool)\] warning CLASS_CELL/gm)).toEqual([
    '[app] warning CLASS_CELL',
    '[tool] warning CLASS_CELL',
  ]);
});

test('a plugin sees the name of its build', async () => {
  const plugin = `{ name: 'p', transform(source, module, { options }) { if (module.isEntry) source.insert(0, '# ' + options.name + '\\n'); } }`;
  const build = (name: string, rest: string) =>
    `{ ${name} entry: 'main.py', output: '${rest}.out.py', plugins: [${plugin}] }`;
  const { folder } = await configuredBuild(module(build(`name: 'one',`, 'app'), build('', 'tool')));
  expect(readFileSync(join(folder, 'app.out.py'), 'utf8')).toContain('# one\n');
  expect(readFileSync(join(folder, 'tool.out.py'), 'utf8')).toContain('# 2\n');
});

test.each([
  [
    '[[bundler]]',
    '[[bundler]]\nname = "a"\nentry = "main.py"\noutput = "app.out.py"\n[[bundler]]\nname = "b"\nentry = "tool.py"\noutput = "tool.out.py"\n',
    'cribo.toml',
  ],
  [
    'an array',
    '[{ "entry": "main.py", "output": "app.out.py" }, { "entry": "tool.py", "output": "tool.out.py" }]',
    'cribo.config.json',
  ],
  ['a function', `export default async ({ mode }) => [${app}, async () => (${tool})];`, 'cribo.config.mjs'],
])('%s makes several builds', async (_, content, file) => {
  const { status, folder } = await configuredBuild({ [file]: content, 'tool.py': '' });
  expect({ status, names: written(folder) }).toEqual({ status: 0, names: ['app', 'tool'] });
});

test.each([
  [
    'an unknown name',
    [app, tool],
    ['--only', 'tol'],
    /BUILD_NOT_FOUND: .*"tol"\.\n  hint: The builds are "app", "tool"/,
  ],
  ['one name twice', [app, app], [], /SAME_BUILD_NAME: .*"app"/],
  [
    'one output twice',
    [app, tool],
    ['--output', 'x.py'],
    /SAME_OUTPUT: The builds "app" and "tool" both write to ".*x\.py"\.\n  hint: .*--only app/,
  ],
  [
    'standard output twice',
    ['{ entry: "main.py" }', '{ entry: "tool.py" }'],
    [],
    /SAME_OUTPUT: The builds "1" and "2" both write to standard output/,
  ],
  ['a build that is no table', [app, '3'], [], /CONFIGURATION_INVALID: .*table of options, not number/],
])('refuses %s', async (_, builds, args, message) => {
  const outcome = await configuredBuild(module(...builds), { args });
  expect(outcome.stderr).toMatch(message);
  expect(outcome).toMatchObject({ status: 1, stdout: '' });
  expect(written(outcome.folder)).toEqual([]);
});
