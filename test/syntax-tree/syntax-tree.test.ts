import { setImmediate } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, test } from 'vitest';
import { CriboError } from '../../core/index.ts';
import { type BackEnd, loadBackEnd } from '../../core/python/syntax-tree/back-end.ts';
import { createSyntaxTree, parseSyntaxTree } from '../../core/python/syntax-tree/parse-syntax-tree.ts';
import type { SyntaxNode } from '../../core/python/syntax-tree/syntax-tree.ts';

type Shape = Record<string, SyntaxNode | readonly SyntaxNode[]>;

const names = ['native', 'wasm'] as const;
const backEnds = await Promise.all(names.map(loadBackEnd));

/** Texts of the captures of each match. */
function textsOf(matches: readonly Readonly<Shape>[]): Record<string, string | string[]>[] {
  return matches.map((captures) =>
    Object.fromEntries(
      Object.entries(captures).map(([name, captured]) => [
        name,
        'text' in captured ? captured.text : captured.map(({ text }) => text),
      ]),
    ),
  );
}

describe.each(names.map((name, index) => ({ name, backEnd: backEnds[index]! })))('a tree ($name)', ({ backEnd }) => {
  const parse = (text: string) => createSyntaxTree(text, backEnd);
  const matches = (text: string, pattern: string) => textsOf(parse(text).query<Shape>(pattern));

  const found = (predicate: string): unknown[] =>
    matches('a; b; a_b; "a"', `((identifier) @n ${predicate})`).map(({ n }) => n);
  const calls = (predicate: string): unknown[] =>
    matches(
      'f(a, a); f(a, b); f(b, b); f()',
      `(call (argument_list . (identifier)? @x ("," . (identifier) @xs)* . ")") ${predicate}) @call`,
    ).map(({ call }) => call);
  const lists = (predicate: string): unknown[] =>
    matches('[a, a]; [a, b]; [b, b]', `(list (_) @x . "," . (_) @x ${predicate}) @list`).map(({ list }) => list);

  test('has UTF-16 offsets, also behind text outside the BMP', () => {
    const text = 'x = "😀é𝓧"; call(y)\n';
    const [{ name }] = parse(text).query('(call function: (_) @name)');
    expect([name.start, name.end, name.text]).toEqual([text.indexOf('call'), text.indexOf('(y'), 'call']);
  });

  test('of a text longer than any buffer has every node', () => {
    // Each line is odd in length, so that any border between buffers falls into a pair of surrogates somewhere.
    const line = 'f("😀", 1)\n';
    const text = `#${line.repeat(20_000)}`;
    const all = parse(text).query('(call) @call');
    expect(all.length).toBe(19_999);
    expect(all.every(({ call }, index) => call.start === 1 + line.length * (index + 1))).toBe(true);
    expect(all.every(({ call }) => call.text === 'f("😀", 1)')).toBe(true);
  });

  test('gives nodes that know their relatives, each the same object every time', () => {
    const tree = parse('def f(a): # why\n    return g(a)\n');
    const [definition] = tree.root.namedChildren;
    expect(tree.root).toMatchObject({ type: 'module', isNamed: true, parent: undefined, hasError: false });
    expect(definition.type).toBe('function_definition');
    expect(definition.children.map(({ type }) => type)).toEqual([
      'def',
      'identifier',
      'parameters',
      ':',
      'comment',
      'block',
    ]);
    expect(definition.namedChildren.map(({ type }) => type)).toEqual(['identifier', 'parameters', 'comment', 'block']);
    expect(definition.field('name')!.text).toBe('f');
    expect([definition.field('return_type'), definition.field('nonsense')]).toEqual([undefined, undefined]);
    expect(definition.parent).toBe(tree.root);
    const call = tree.root.descendant(tree.text.indexOf('g'), tree.text.length - 1);
    expect(call.text).toBe('g(a)');
    expect(tree.query('(call) @call')[0].call).toBe(call);
  });

  test('of text that is no Python says where', () => {
    const tree = parse('x = (1 +\n');
    expect(tree.root.hasError).toBe(true);
    expect(tree.query('(ERROR) @error').length).toBe(1);
    expect(parse('').root.children).toEqual([]);
  });

  test('captures a node, or an array where the pattern can capture several', () => {
    const text = 'f(1, 2, 3)\nf()\n';
    expect(matches(text, '(call function: (_) @name arguments: (_) @list)')).toEqual([
      { name: 'f', list: '(1, 2, 3)' },
      { name: 'f', list: '()' },
    ]);
    // In a row, repeated on itself, repeated through its group.
    expect(matches(text, '(argument_list . (_) @one . "," . (_) @one)')).toEqual([{ one: ['1', '2'] }]);
    expect(matches(text, '(argument_list . "("+ @one)')).toEqual([{ one: ['('] }, { one: ['('] }]);
    expect(matches(text, '(argument_list . (integer)? @first ("," . (integer) @others)* . ")")')).toEqual([
      { first: '1', others: ['2', '3'] },
      { others: [] },
    ]);
    // Alternatives exclude each other.
    const choice = '(argument_list [(integer) @one (identifier) @one ((_) . "," . (_) @two (_) @two)])';
    expect(matches('f(1)\nf(a)\n', choice)).toEqual([
      { one: '1', two: [] },
      { one: 'a', two: [] },
    ]);
    expect(parse(text).query('(call) @toString')[0].toString).toMatchObject({ text: 'f(1, 2, 3)' });
    expect('constructor' in parse(text).query('(call) @call')[0]).toBe(false);
  });

  test('holds an array under one name in the matches of every pattern of a query', () => {
    const pattern = '(call arguments: (argument_list (_)+ @x)) (return_statement (_) @x) (pass_statement) @y';
    expect(matches('f(1)\nreturn 2\npass\n', pattern)).toEqual([{ x: ['1'] }, { x: ['2'] }, { y: 'pass' }]);
  });

  test('tests predicates', () => {
    expect(found('(#eq? @n "a")')).toEqual(['a']);
    expect(found('(#eq? @n a)')).toEqual(['a']);
    expect(found('(#not-eq? @n "a")')).toEqual(['b', 'a_b']);
    expect(found('(#match? @n "^a")')).toEqual(['a', 'a_b']);
    expect(found('(#not-match? @n "^.$") (#match? @n "_")')).toEqual(['a_b']);
    expect(found('(#any-of? @n "a" "b")')).toEqual(['a', 'b']);
    expect(found('(#not-any-of? @n "a" "b")')).toEqual(['a_b']);
    expect(found('; (#eq? @n "none")\n (#eq? @n "a")')).toEqual(['a']);
  });

  test('tests predicates of captures with several nodes, with one another, and without a node', () => {
    expect(calls('(#eq? @x @xs)')).toEqual(['f(a, a)', 'f(b, b)', 'f()']);
    expect(calls('(#eq? @xs a)')).toEqual(['f(a, a)', 'f()']);
    expect(calls('(#not-eq? @x "a")')).toEqual(['f(b, b)', 'f()']);
    expect(lists('(#eq? @x "a")')).toEqual(['[a, a]']);
    expect(lists('(#any-eq? @x "a")')).toEqual(['[a, a]', '[a, b]']);
    expect(lists('(#any-not-eq? @x "a")')).toEqual(['[a, b]', '[b, b]']);
    expect(lists('(#any-match? @x "b")')).toEqual(['[a, b]', '[b, b]']);
  });

  test('reads strings and comments in patterns as tree-sitter does', () => {
    const pattern = '; a (comment\n((string) @s (#eq? @s "\\"\\\\n)\\"")) ; @end\n("(" @bracket)';
    expect(matches('f("\\n)")', pattern)).toEqual([{ bracket: '(' }, { s: '"\\n)"' }]);
  });

  const invalid: [pattern: string, message: string, column: number][] = [
    ['(call', 'ends too early', 6],
    ['(call @name', 'cannot be read from here', 7],
    ['(caal) @x', 'names a node "caal", which the grammar does not have', 2],
    ['"é" (caal) @x', 'names a node "é", which the grammar does not have', 2],
    ['((call) @y (#eq? @y "\\"é)") (caal) @x)', 'names a node "caal", which the grammar does not have', 30],
    ['(call fun: (_))', 'names a field "fun", which the grammar does not have', 7],
    ['(call (module))', 'can never match: the grammar has no such child here', 7],
    ['((call) @x (#eq? @y "é"))', 'has no capture "@y" in this pattern', 18],
    ['((call) @x (#eq? @x "é") (#like? @x "a"))', 'has an unknown predicate "#like?"', 27],
    ['((call) @x (#any-of? @x))', 'gives the predicate too few arguments', 13],
    ['((call) @x (#eq? @x "a" "b"))', 'gives the predicate too many arguments', 25],
    ['((call) @x (#eq? "a" @x))', 'wants a capture as first argument', 18],
    ['((call) @x (#match? @x @x))', 'wants a string here', 24],
    ['((call) @x (#any-of? @x "a" @x))', 'wants strings here', 29],
    ['((call) @x (#match? @x "("))', 'has an invalid regular expression: ', 24],
    ['(call) @x (#eq? @x "a")', 'has no capture "@x" in this pattern', 17],
  ];

  test.each(invalid)('refuses the pattern %s', (pattern, message, column) => {
    const tree = parse('f()');
    const ask = (): unknown => tree.query(`(call) @ok\n${pattern}`);
    expect(ask).toThrow(CriboError);
    expect(ask).toThrow(`The query ${message}`);
    expect(ask).toThrow(`(line 2, column ${column} of its pattern).`);
    try {
      ask();
    } catch (cause) {
      const { code, frame } = (cause as CriboError).diagnostic;
      expect(code).toBe('INVALID_QUERY');
      expect(frame!.split('\n')[2]!.indexOf('^') - '  1 | '.length).toBe(column - 1);
    }
  });
});

/** Loads the back end that a value of the variable chooses. */
async function withVariable(value: string | undefined): Promise<unknown> {
  const before = process.env.CRIBO_TREE_SITTER;
  if (value === undefined) delete process.env.CRIBO_TREE_SITTER;
  else process.env.CRIBO_TREE_SITTER = value;
  try {
    return await loadBackEnd();
  } finally {
    if (before === undefined) delete process.env.CRIBO_TREE_SITTER;
    else process.env.CRIBO_TREE_SITTER = before;
  }
}

describe('CRIBO_TREE_SITTER', () => {
  test('chooses the back end', async () => {
    expect(await withVariable('native')).toBe(backEnds[0]);
    expect(await withVariable('wasm')).toBe(backEnds[1]);
    expect(await withVariable(undefined)).toBe(backEnds[0]);
    expect(await withVariable('')).toBe(backEnds[0]);
  });

  test('of another value is an error', async () => {
    await expect(withVariable('fast')).rejects.toThrow('must be "native" or "wasm", not "fast"');
  });
});

test('a tree in WebAssembly is freed when none of its nodes can be reached, and not before', async () => {
  setFlagsFromString('--expose-gc');
  const collectGarbage = runInNewContext('gc') as () => void;
  const freed: string[] = [];
  const observed: BackEnd = {
    ...backEnds[1]!,
    parse(text) {
      const tree = backEnds[1]!.parse(text);
      return {
        rootNode: tree.rootNode,
        delete() {
          freed.push(text);
          tree.delete!();
        },
      };
    },
  };
  const keep = (text: string): SyntaxNode => createSyntaxTree(text, observed).query('(call) @call')[0].call;
  const kept = keep('kept()');
  expect(keep('dropped()').text).toBe('dropped()');
  for (let turn = 0; turn < 100 && freed.length === 0; turn++) {
    collectGarbage();
    await setImmediate();
  }
  expect(freed).toEqual(['dropped()']);
  expect(kept.parent!.parent!.type).toBe('module');
});

test('texts can be parsed at the same time', async () => {
  const trees = await Promise.all(['f(1)\n'.repeat(200), 'g()'].map(parseSyntaxTree));
  expect(trees.map((tree) => tree.query('(call) @call').length)).toEqual([200, 1]);
});
