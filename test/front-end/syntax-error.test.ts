import { expect, test } from 'vitest';
import { facts, PythonSyntaxError } from '../../core/python/facts.ts';

function errorOf(text: string): PythonSyntaxError {
  try {
    facts(text);
  } catch (error) {
    if (error instanceof PythonSyntaxError) return error;
    throw error;
  }
  throw new Error(`accepted: ${text}`);
}

test.each([
  ['x = = 1', '= 1', 'invalid syntax'],
  ['x = "a\ny', '"a', 'unterminated string literal (detected at line 1)'],
  ['x = 1\ny = """a\n', '"""', 'unterminated triple-quoted string literal (detected at line 3)'],
  ['x = (1,\ny = 2\n', '(', "'(' was never closed"],
  ['x = (1]', ']', "closing parenthesis ']' does not match opening parenthesis '('"],
  ['x = )', ')', "unmatched ')'"],
  ['if x:\npass', 'pass', "expected an indented block after 'if' statement on line 1"],
  ['  x', 'x', 'unexpected indent'],
  ['if x:\n    y\n  z', 'z', 'unindent does not match any outer indentation level'],
  ['return 1', 'return', "'return' outside function"],
  ['break', 'break', "'break' outside loop"],
  ['await x', 'await', "'await' outside function"],
  ['def f(): await x', 'await', "'await' outside async function"],
  ['yield', 'yield', "'yield' outside function"],
  ['print "a"', '"a"', "Missing parentheses in call to 'print'. Did you mean print(...)?"],
  ['f() = 1', 'f()', "cannot assign to function call here. Maybe you meant '==' instead of '='?"],
  ['None = 1', 'None', 'cannot assign to None'],
  ['(a, 1) = x', '1', 'cannot assign to literal'],
  ['nonlocal x', 'nonlocal x', 'nonlocal declaration not allowed at module level'],
  ['def f():\n nonlocal x', 'x', "no binding for nonlocal 'x' found"],
  ['def f(a):\n global a', 'global a', "name 'a' is parameter and global"],
  ['def f():\n b = 1\n global b', 'global b', "name 'b' is assigned to before global declaration"],
  ['def f(a, a): pass', 'a', "duplicate argument 'a' in function definition"],
  ['x = 1\0', '\0', 'source code cannot contain null bytes'],
  [
    'x = 0777',
    '0777',
    'leading zeros in decimal integer literals are not permitted; use an 0o prefix for octal integers',
  ],
  ['from __future__ import nope', 'nope', 'future feature nope is not defined'],
  [
    'import x\nfrom __future__ import division',
    'division',
    'from __future__ imports must occur at the beginning of the file',
  ],
  ['if x\n  y', '\n', "expected ':'"],
  ["f'{a}", "f'", 'unterminated f-string literal (detected at line 1)'],
])('%j', (text, marked, message) => {
  const error = errorOf(text);
  expect(error.message).toBe(message);
  expect(text.slice(error.start, error.start + marked.length)).toBe(marked);
});

test('kinds of errors are those of Python', () => {
  expect(errorOf('if x:\n\ty\n        z').kind).toBe('TabError');
  expect(errorOf('  x').kind).toBe('IndentationError');
  expect(errorOf('x y').kind).toBe('SyntaxError');
});

test('nesting without end is an error, not a crash', () => {
  expect(errorOf('lambda: '.repeat(100_000)).message).toBe('too many nested expressions');
});
