import { expect, test } from 'vitest';
import { createLogFilter } from '../../cli/log-filter.ts';
import type { Diagnostic } from '../../core/diagnostics.ts';
import { runCribo, writeProject } from '../project.ts';

const files = {
  'main.py': 'import pkg.deep, other\n\nprint(pkg.deep.f, other.f, other.x)\n',
  'pkg/__init__.py': '',
  'pkg/deep.py': 'def f(): return __class__\n',
  'other.py': 'x = "\\d"\ndef f(): return __class__\n',
};

test.each([
  [[], ['CLASS_CELL', 'CLASS_CELL', 'SYNTAX_WARNING']],
  [['code:CLASS_*'], ['CLASS_CELL', 'CLASS_CELL']],
  [['!code:CLASS_CELL'], ['SYNTAX_WARNING']],
  [['module:pkg.*'], ['CLASS_CELL']],
  [['code:CLASS_CELL&!module:pkg.*'], ['CLASS_CELL']],
  [
    ['code:SYNTAX_WARNING', 'module:pkg.deep'],
    ['CLASS_CELL', 'SYNTAX_WARNING'],
  ],
  [['level:error'], []],
])('--filter-logs %j', async (patterns, codes) => {
  const folder = writeProject(files);
  const flags = patterns.flatMap((pattern) => ['--filter-logs', pattern]);
  const { status, stderr } = await runCribo(folder, ['main.py', ...flags]);
  expect(status).toBe(0);
  expect([...stderr.matchAll(/^warning (\w+)/gm)].map(([, code]) => code).toSorted()).toEqual(codes);
  const variable = await runCribo(folder, ['main.py'], { environment: { CRIBO_FILTER_LOGS: patterns.join(',') } });
  expect(variable.stderr).toBe(stderr);
});

test('an error is shown whatever the patterns', async () => {
  const { status, stderr } = await runCribo(writeProject({ 'main.py': '(' }), ['main.py', '--filter-logs', 'code:X']);
  expect({ status, shown: stderr.startsWith('error PARSE_ERROR') }).toEqual({ status: 1, shown: true });
});

test.each([
  ['file:/a/*.py', { file: '/a/b/c.py' }, true],
  ['file:/a/*.py', { file: '/a/b/c.pyc' }, false],
  ['code:A.C', { code: 'ABC' }, false],
  ['line:3', { line: 3 }, true],
  ['plugin:', {}, true],
  ['plugin:*', {}, true],
  ['!plugin:x', {}, true],
  [' code:A & hook:load ', { code: 'A', hook: 'load' }, true],
  ['message:*two\nlines*', { message: 'in two\nlines.' }, true],
  ['message:a:b', { message: 'a:b' }, true],
])('%j of %j is %j', (pattern, part, passes) => {
  const diagnostic: Diagnostic = { level: 'warn', code: 'CODE', message: 'Message.', ...part };
  expect(createLogFilter([pattern])(diagnostic)).toBe(passes);
});
