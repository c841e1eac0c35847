import { describe, expect, test } from 'vitest';
import { facts, ImportGuard, type Range } from '../../core/python/facts.ts';

function cut(text: string, ranges: readonly Range[]): string[] {
  return ranges.map(({ start, end }) => text.slice(start, end));
}

describe('docstring', () => {
  test.each([
    ['"""a\nb"""\nx', '"""a\nb"""'],
    ['# comment\n\n\'a\' "b"; x', '\'a\' "b"'],
    ["('a')", "('a')"],
    ['b"a"', undefined],
    ['f"a"', undefined],
    ['"a".strip()', undefined],
    ['"a" + "b"', undefined],
    ['x = "a"', undefined],
    ['pass\n"a"', undefined],
    ['', undefined],
  ])('%j', (text, expected) => {
    const { docstring } = facts(text);
    expect(docstring && text.slice(docstring.start, docstring.end)).toBe(expected);
  });
});

describe('imports', () => {
  test('names, aliases, levels and ranges', () => {
    const text = 'import a.b as c, d.e\nfrom ...f.g import h as i, j\nfrom . import (k,)\nfrom .... import *\n';
    const { imports } = facts(text);
    expect(cut(text, imports)).toEqual(text.trimEnd().split('\n'));
    expect(
      imports.map(({ level, from, names }) => [level, from, ...names.map(({ name, alias }) => [name, alias])]),
    ).toEqual([
      [0, undefined, ['a.b', 'c'], ['d.e', undefined]],
      [3, 'f.g', ['h', 'i'], ['j', undefined]],
      [1, '', ['k', undefined]],
      [4, '', ['*', undefined]],
    ]);
    expect(cut(text, imports[0]!.names)).toEqual(['a.b as c', 'd.e']);
  });

  const { Try, Condition, TypeChecking, Function } = ImportGuard;
  test.each([
    ['import a', 0],
    ['try:\n import a\nexcept E: pass', Try],
    ['try:\n import a\nfinally: pass', 0],
    ['try: pass\nexcept E: import a', Condition],
    ['try: pass\nfinally: import a', Condition],
    ['try:\n def f(): import a\nexcept E: pass', Function],
    ['try:\n if x: import a\nexcept E: pass', Try | Condition],
    ['if x: import a', Condition],
    ['if TYPE_CHECKING: import a', TypeChecking],
    ['if typing.TYPE_CHECKING: import a', TypeChecking],
    ['if not TYPE_CHECKING: import a', Condition],
    ['if TYPE_CHECKING: pass\nelse: import a', Condition],
    ['if TYPE_CHECKING: pass\nelif x: import a', Condition],
    ['if x: pass\nimport a', 0],
    ['for x in y: import a', Condition],
    ['with x: import a', Try],
    ['with suppress(ImportError): import a', Try],
    ['with (open(x) as y, suppress(E) as z): import a', Try],
    ['with suppress(E):\n def f(): import a', Function],
    ['with suppress(E): pass\nimport a', 0],
    ['with warnings.catch_warnings(): import a', 0],
    ['with contextlib.redirect_stdout(None) as x: import a', 0],
    ['class A: import a', 0],
    ['match x:\n case 1: import a', Condition],
  ])('guard of %j', (text, guard) => {
    expect(facts(text).imports.map((fact) => fact.guard)).toEqual([guard]);
  });

  test('of __future__', () => {
    expect(facts('"doc"\nfrom __future__ import division as d, annotations').futureFeatures).toEqual([
      'annotations',
      'division',
    ]);
  });
});

test.each([
  ['x = """a\nb"""\n', ['b"""']],
  ["x = 'a\\\nb'\n", ["b'"]],
  ["x = f'''{\n1:\n}'''\n", ['1:', "}'''"]],
  ['x = f"""{(\n1,\n"""a\n""")}"""', ['1,', '"""a', '""")}"""']],
  ['x = (1,\n2)\ny = 1 + \\\n2', []],
  ['x = """a\r\nb\rc"""', ['b', 'c"""']],
])('lines of %j that begin inside a string', (text, expected) => {
  const lines = [...facts(text).stringLines].map((offset) => text.slice(offset).split(/\r\n?|\n/)[0]);
  expect(lines).toEqual(expected);
});

test.each([
  ['[y := 1 for x in z]', [['y', 'y := 1', '1']]],
  [
    '[(y := (w := 1)) for x in z]',
    [
      ['y', 'y := (w := 1)', '(w := 1)'],
      ['w', 'w := 1', '1'],
    ],
  ],
  ['any(y := x for x in z)', [['y', 'y := x', 'x']]],
  ['[[y := 1 for a in b] for x in z]', [['y', 'y := 1', '1']]],
  ['(y := 1)', []],
  ['lambda: [y := 1 for x in z]', []],
  ['def f(): [y := 1 for x in z]', []],
  ['[lambda: (y := 1) for x in z]', []],
])('assignment expressions in comprehensions: %j', (text, expected) => {
  const found = facts(text).walruses;
  expect(found.map(({ name, start, value, end }) => [name, text.slice(start, end), text.slice(value, end)])).toEqual(
    expected,
  );
});

test('annotations that become strings', () => {
  const text =
    'def f(a: b, *c: d, e: f = 1) -> g:\n  h: i\n  def j(k: l): pass\nm: n = 1\no.p: q\nclass R:\n  s: t\nlambda u: v';
  const { annotations } = facts(text);
  expect(annotations.map(({ start, end, bracketed }) => [text.slice(start, end), bracketed])).toEqual([
    ['b', true],
    ['d', true],
    ['f', true],
    ['g', false],
    ['l', true],
    ['n', false],
    ['q', false],
    ['t', false],
  ]);
});

test.each([
  ['def f(): super().x', ['super']],
  ['def f():\n def g(): return __class__', ['__class__']],
  ['def f(): super(A, b)', []],
  ['def f(__class__): __class__', []],
  ['super().x; __class__', []],
  ['class A:\n def f(self): super().x; __class__', []],
  ['super = 1\ndef f(): super()', []],
])('class cells: %j', (text, expected) => {
  expect(cut(text, facts(text).classCells)).toEqual(expected);
});

test.each([
  ['def f[T: (lambda: 1)](): pass', ['lambda: 1']],
  ['if x:\n class A[T: [y for y in z]]: pass', ['[y for y in z]']],
  ['type X = lambda: 1', ['lambda: 1']],
  ['def f():\n def g[T: (lambda: 1)](): pass', []],
  ['def f[T](x=lambda: 1): pass', []],
])('scopes in type parameters: %j', (text, expected) => {
  expect(cut(text, facts(text).typeParameterScopes)).toEqual(expected);
});

test('names', () => {
  const text = 'import a.__ as _\nfor __ in x.___: exec(eval)\nglobals = 1\nf(____=1)';
  expect(facts(text).underscoreNames.toSorted()).toEqual(['_', '__', '____']);
  expect(facts(text).dynamicNames).toEqual(['eval', 'exec']);
});

test.each([
  ['', false, false],
  ['# a\n\n', false, false],
  ['x', true, false],
  ['if x:\n\ty', true, false],
  ['if x:\n    if y:\n    \tz', true, true],
  ['if x:\n  y # a\n \t# b\n', true, false],
])('statements and tabs of %j', (text, hasStatements, mixesTabs) => {
  expect(facts(text)).toMatchObject({ hasStatements, mixesTabs });
});

test('features', () => {
  const text = 'with (a as b): pass\nprint(f"{x["y"]}")';
  const { features } = facts(text);
  expect(features.map(({ since }) => since)).toEqual([
    [3, 9],
    [3, 12],
  ]);
  expect(cut(text, features)).toEqual(['(a as b)', 'f"{x["y"]}"']);
});
