import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { runCribo, writeProject } from '../project.ts';

const program = {
  'main.py': 'import near\n\nprint(near.value, r"\\d")\n',
  'near.py': 'import json, pkg.deep\nvalue = "\\d"\n',
  'pkg/__init__.py': '',
  'pkg/deep.py': '',
};
const run = (...args: string[]) => runCribo(writeProject(program), ['main.py', '--output', 'out.py', ...args]);

test('--why gives the shortest chain of imports', async () => {
  expect(await run('--why', 'pkg.deep', '--filter-logs', '!code:*')).toEqual({
    status: 0,
    stdout: '',
    stderr: [
      'pkg.deep is bundled because',
      '  main.py:1:1  import near',
      '  near.py:1:1  import json, pkg.deep',
      '',
    ].join('\n'),
  });
  expect((await run('--why', 'json', '--log-level', 'error')).stderr).toMatch(/^json is left to the environment/);
});

test('--why a module that nobody imports is an error with the nearest name', async () => {
  const { status, stderr } = await run('--why', 'pkg.dep', '--log-level', 'error');
  expect({ status, stderr }).toEqual({
    status: 1,
    stderr: 'error NOT_IN_BUNDLE: Nothing in the bundle imports "pkg.dep".\n  hint: Did you mean "pkg.deep"?\n',
  });
});

const styles = {
  'main.py': 'import pkg.views, mine, stub\nprint(pkg.views.show(), mine.read(), stub)\n',
  'pkg/__init__.py': '',
  'pkg/views.py': 'import functools\n\n\n@functools.lru_cache\ndef show():\n    return 1\n',
  'mine.py': 'VALUE = "x"\ntext = "__cribo_vars"\n\n\ndef read():\n    return VALUE\n',
  'stub.py': 'value = 1\n',
  'cribo.config.mjs': `export default {
  plugins: [{
    name: 'stubs',
    render: { filter: { name: 'stub' }, handler: (module) => ({ module, code: 'import sys\\n' }) },
  }],
}`,
};
const explain = (...args: string[]) =>
  runCribo(writeProject(styles), [
    'main.py',
    '--output',
    'out.py',
    '--strategy',
    'static',
    '--no-tree-shaking',
    ...args,
  ]);

test('--explain shows the strategy of each module and why, with totals', async () => {
  const { status, stderr } = await explain('--explain', '--strategy', 'pkg=wrap');
  expect({ status, stderr }).toEqual({
    status: 0,
    stderr: [
      '5 modules: 1 entry, 2 wrap, 1 static, 1 stubs',
      '  __main__   entry   its text is that of the bundle itself',
      '  pkg        wrap    asked for by "pkg"',
      '  pkg.views  static  the default',
      '  mine       wrap    static is impossible: it has a name or text that begins with __cribo_',
      '  stub       stubs   the plugin renders it',
      '',
    ].join('\n'),
  });
});

test.each([
  [
    ['--explain', 'pkg.views'],
    ['pkg.views is static: the default', '  pkg/views.py:5:1  show stays in __cribo_init: it has decorators'],
  ],
  [
    ['--explain=mine'],
    [
      'mine is wrap: static is impossible: it has a name or text that begins with __cribo_',
      '  mine.py:2:9  it has a name or text that begins with __cribo_',
    ],
  ],
])('%j shows the lines that decided it', async (args, lines) => {
  expect((await explain(...args)).stderr).toBe(`${lines.join('\n')}\n`);
});

test('a module that cannot be a class is wrapped, which is said at the level info', async () => {
  const { stderr } = await explain('--log-level', 'info');
  expect(stderr).toMatch(/^info STATIC_IMPOSSIBLE: "mine" is wrapped, .*\n  mine\.py:2:9 \(module mine\)\n/m);
});

test('--explain a module that is not there is an error with the nearest name', async () => {
  const { status, stderr } = await explain('--explain=pkg.view');
  expect({ status, stderr }).toMatchObject({ status: 1, stderr: expect.stringContaining('Did you mean "pkg.views"?') });
});

test('--profile shows phases and hooks, and writes a trace', async () => {
  const folder = writeProject(program);
  const { status, stderr } = await runCribo(folder, ['main.py', '--output', 'out.py', '--profile=trace.json']);
  expect(status).toBe(0);
  expect(stderr).toMatch(/^phase +time$/m);
  expect(stderr).toMatch(/^cribo:resolve load +4 +0 % +\d+\.\d ms$/m);
  expect(JSON.parse(readFileSync(join(folder, 'trace.json'), 'utf8'))).toHaveProperty('traceEvents');
});

test('--metafile describes the bundle', async () => {
  const folder = writeProject(program);
  expect(await runCribo(folder, ['main.py', '--output', 'out.py', '--metafile', 'meta.json'])).toMatchObject({
    status: 0,
  });
  const { inputs, outputs } = JSON.parse(readFileSync(join(folder, 'meta.json'), 'utf8')) as Record<string, object>;
  expect(Object.keys(inputs!)).toEqual(['main.py', 'near.py', 'pkg/__init__.py', 'pkg/deep.py']);
  expect(outputs).toHaveProperty(['out.py', 'bytes'], readFileSync(join(folder, 'out.py')).length);
});

test('--fail-on-warn fails before anything is written', async () => {
  const { status, stderr } = await run('--fail-on-warn');
  expect(status).toBe(1);
  expect(stderr).toMatch(/^warning SYNTAX_WARNING/);
  expect(stderr).toContain('error WARNINGS: 1 warning was given, and --fail-on-warn makes that an error.');
});

test('several entries are refused', async () => {
  for (const args of [
    ['main.py', 'near.py'],
    ['-e', 'main.py', 'near.py'],
    ['main.py', '--', 'near.py'],
  ]) {
    const { status, stderr } = await runCribo(writeProject(program), args);
    expect({ status, stderr }).toEqual({
      status: 1,
      stderr: 'error INVALID_OPTION: The option "--entry" takes one entry, not 2.\n',
    });
  }
});

test('messages of one code are grouped by level and plugin, and shown whole at level debug', async () => {
  const plugin = (name: string, body: string) => `{ name: '${name}', start(_, context) { ${body} } }`;
  const chatty = plugin('chatty', "context.info('quiet'); for (const n of [1, 2, 3, 4]) context.warn('loud ' + n)");
  const files = {
    ...program,
    'cribo.config.mjs': `export default { plugins: [${chatty}, ${plugin('other', "context.warn('heard')")}] }`,
  };
  const args = ['main.py', '--output', 'out.py', '--filter-logs', '!code:SYNTAX_WARNING'];
  const lines = async (...more: string[]) => {
    const { stderr } = await runCribo(writeProject(files), [...args, ...more]);
    return stderr.split('\n').filter((line) => line !== '' && !line.startsWith('  in plugin'));
  };
  expect(await lines()).toEqual([
    'warning PLUGIN_MESSAGE: loud 1',
    'warning PLUGIN_MESSAGE: loud 2',
    'warning PLUGIN_MESSAGE: loud 3',
    '  ... and 1 more PLUGIN_MESSAGE (all with --log-level debug)',
    'warning PLUGIN_MESSAGE: heard',
  ]);
  expect(await lines('--log-level', 'debug')).toContain('warning PLUGIN_MESSAGE: loud 4');
});
