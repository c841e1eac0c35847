import * as fc from 'fast-check';

/*
 * Programs of nested scopes that share a few names, so that every way of binding one meets every way of meaning it.
 * About half of them compile; which do is compared as well.
 */

type Text = fc.Arbitrary<string>;
/** Lines of statements, without the indentation of what is around them. */
type Lines = readonly string[];

interface Trees {
  expression: string;
  statement: Lines;
  block: Lines;
}

const name = fc.constantFrom('a', 'b', 'c', '__d', '__class__', 'super');
const target = fc.constantFrom('a', 'b', 'c', '__d', 'a', 'b', 'c');
/** Takes the place of nothing at all, where something may be missing. */
const optional = (text: Text, before: string): Text =>
  fc.option(text, { nil: undefined }).map((found) => (found === undefined ? '' : before + found));
/** Fills the holes `%` of a pattern. */
const fill = (pattern: string, ...holes: Text[]): Text =>
  fc.tuple(...holes).map((texts) => texts.reduce((text, found) => text.replace('%', () => found), pattern));
const oneLine = (text: Text): fc.Arbitrary<Lines> => text.map((line) => [line]);
const compound = (head: Text, body: fc.Arbitrary<Lines>): fc.Arbitrary<Lines> =>
  fc.tuple(head, body).map(([line, inside]) => [line].concat(inside.map((each) => ` ${each}`)));

function expressions(inner: Text): Text {
  return fc.oneof(
    { maxDepth: 4 },
    { weight: 6, arbitrary: name },
    fill('(% := %)', target, inner),
    fill('(lambda: %)', inner),
    fill('(lambda %=%: %)', target, inner, inner),
    fill('[% for % in %%]', inner, target, inner, optional(inner, ' if ')),
    fill('{% for % in %%}', inner, target, inner, optional(inner, ' if ')),
    { weight: 2, arbitrary: fill('(% for % in %%)', inner, target, inner, optional(inner, ' if ')) },
    // Compilers come to the value first, so the key is a name only, which makes no scope.
    fill('{%: % for % in % for % in %}', name, inner, target, inner, target, inner),
    fill('%(%)', inner, inner),
    fill("f'{%}{%:>{a}}'", inner, inner),
  );
}

function statements(inner: Text, body: fc.Arbitrary<Lines>): fc.Arbitrary<Lines> {
  const parameters = fc
    .uniqueArray(target, { maxLength: 2 })
    .chain((names) => fc.tuple(...names.map((each) => optional(inner, ': ').map((kind) => each + kind))))
    .map((list) => list.join(', '));
  const typeParameters = fc.oneof(
    { weight: 6, arbitrary: fc.constant('') },
    fill('[%]', target),
    fill('[%: %, *B, **c]', target, inner),
    fill('[B, % = %]', target, inner),
  );
  const bases = fc.oneof(fc.constant(''), fill('(%)', inner), fill('(k=%)', inner));
  return fc.oneof(
    { weight: 8, arbitrary: oneLine(inner) },
    { weight: 4, arbitrary: oneLine(fill('% = %', target, inner)) },
    { weight: 2, arbitrary: oneLine(fill('%: %', target, inner)) },
    oneLine(fill('(%): % = 1', target, inner)),
    oneLine(fill('%.x[b]: %', target, inner)),
    oneLine(fill('% += %', target, inner)),
    oneLine(fill('del %', target)),
    { weight: 2, arbitrary: oneLine(fill('global %', target)) },
    { weight: 2, arbitrary: oneLine(fill('nonlocal %', target)) },
    oneLine(fill('import %.x, m as %', target, target)),
    oneLine(fill('from m import %', target)),
    oneLine(fill('for %, c[a] in %: pass', target, inner)),
    oneLine(fill('with % as %: pass', inner, target)),
    oneLine(fill('type %% = %', target, typeParameters, inner)),
    target.map((each): Lines => ['try: pass', `except a as ${each}: pass`]),
    fc.tuple(inner, target).map(([value, each]): Lines => [`match ${value}:`, ` case {1: ${each}, **k}: pass`]),
    {
      weight: 6,
      arbitrary: compound(
        fill(
          '%def %%(%)%:',
          fc.constantFrom('', 'async '),
          target,
          typeParameters,
          parameters,
          optional(inner, ' -> '),
        ),
        body,
      ),
    },
    { weight: 5, arbitrary: compound(fill('class %%%:', target, typeParameters, bases), body) },
  );
}

const { block } = fc.letrec((tie: fc.LetrecTypedTie<Trees>) => ({
  expression: expressions(tie('expression')),
  statement: statements(tie('expression'), tie('block')),
  block: fc
    .array(fc.oneof({ maxDepth: 4 }, oneLine(tie('expression')), tie('statement')), { minLength: 1, maxLength: 5 })
    .map((list): Lines => list.flat()),
}));

/** Texts of programs, the same for the same numbers. */
export function randomScopes(count: number, seed: number): string[] {
  const future = fc.constantFrom('', '', '', 'from __future__ import annotations\n');
  const program = fc.tuple(future, block).map(([first, lines]) => `${first}${lines.join('\n')}\n`);
  return fc.sample(program, { numRuns: count, seed });
}
