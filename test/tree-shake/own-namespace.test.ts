import { expect, test } from 'vitest';
import { facts } from '../../core/python/facts.ts';
import { looksAtItself } from '../../plugins/tree-shake/own-namespace.ts';

test.each([
  ['x = globals()', true],
  ['x = vars()', true],
  ['x = vars(  # of all\n)', true],
  ['x = vars(\\\n)', true],
  ['x = vars(*())', true],
  ['x = vars', true],
  ['x = [vars for vars in y]', false],
  ['x = vars(y)', false],
  ['x = vars (  # of one\n  y)', false],
  ['x = y.vars(), "vars()"', false],
  ['x = dir(y); """What dir() gives: vars()."""', false],
  ['exec("y = 1")', true],
  ['exec("y = 1", None)', true],
  ['exec("y = 1", globals=None)', true],
  ['exec(*y)', true],
  ['exec("y = 1", *y)', true],
  ['exec(f"{a, b}")', true],
  ['exec("y = 1", y if z else None)', true],
  ['exec("y = 1", y)', false],
  ['exec(code(a, b), y[0], z)', false],
  ['exec("y = 1", {})', false],
  ['exec("y = 1",  # "here"\n  y)', false],
  ['exec("y = 1", globals=y)', false],
  ['y.exec("y = 1")', false],
  ['x = map(eval, y)', true],
])('%s', (code, expected) => {
  const text = `${code}\n`;
  expect(facts(text, true).statements.some((statement) => looksAtItself(statement, text))).toBe(expected);
});
