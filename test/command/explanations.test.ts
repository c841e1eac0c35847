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
