import * as fc from 'fast-check';

/*
 * Programs of nested scopes that share a few names, so that every way of binding one meets every way of meaning it.
 * Most compile; whether one does is compared as well.
 */

const name = fc.constantFrom('a', 'b', 'c', '__d', '__class__', 'super');
const target = fc.constantFrom('a', 'b', 'c', '__d', 'a', 'b', 'c');

/** Nodes of a syntax tree that are text already: lines without indentation. */
type Lines = string[];

const indented = (body: Lines): Lines => body.map((line) => ` ${line}`);

interface Trees {
  expression: string;
  statement: Lines;
  block: Lines;
}

const { expression, block } = fc.letrec<Trees>((tie) => {
  const inner = tie('expression');
  const body = tie('block');
  const annotation = fc.option(inner, { nil: undefined });
  const parameters = fc
    .uniqueArray(target, { maxLength: 2 })
    .chain((names) => fc.tuple(...names.map((each) => fc.tuple(fc.constant(each), annotation))))
    .map((list) => list.map(([each, kind]) => (kind === undefined ? each : `${each}: ${kind}`)).join(', '));
  const typeParameters = fc.oneof(
    { weight: 6, arbitrary: fc.constant('') },
    { weight: 1, arbitrary: target.map((each) => `[${each}]`) },
    { weight: 1, arbitrary: fc.tuple(target, inner).map(([each, bound]) => `[${each}: ${bound}, *B, **c]`) },
    { weight: 1, arbitrary: fc.tuple(target, inner).map(([each, value]) => `[B, ${each} = ${value}]`) },
  );
  return {
    expression: fc.oneof(
      { maxDepth: 4, withCrossShrink: true },
      { weight: 6, arbitrary: name },
      { weight: 1, arbitrary: fc.tuple(target, inner).map(([each, value]) => `(${each} := ${value})`) },
      { weight: 1, arbitrary: fc.tuple(parameters, inner).map(([list, value]) => `(lambda ${list.replace(/:[^,]*/g, '')}: ${value})`) },
      { weight: 1, arbitrary: fc.tuple(target, inner, inner).map(([each, value, other]) => `(lambda ${each}=${other}: ${value})`) },
      {
        weight: 4,
        arbitrary: fc
          .tuple(fc.constantFrom('[]', '{}', '()'), inner, target, inner, fc.option(inner, { nil: undefined }))
          .map(([pair, element, each, values, test]) => {
            const condition = test === undefined ? '' : ` if ${test}`;
            return `${pair[0]}${element} for ${each} in ${values}${condition}${pair[1]}`;
          }),
      },
      {
        weight: 1,
        arbitrary: fc
          .tuple(name, inner, target, inner, target, inner)
          .map((parts) => `{${parts[0]}: ${parts[1]} for ${parts[2]} in ${parts[3]} for ${parts[4]} in ${parts[5]}}`),
      },
      { weight: 1, arbitrary: fc.tuple(inner, inner).map(([left, right]) => `${left}(${right})`) },
      { weight: 1, arbitrary: fc.tuple(inner, inner).map(([left, right]) => `f'{${left}}{${right}:>{a}}'`) },
    ),
    statement: fc.oneof(
      { weight: 4, arbitrary: inner.map((value) => [value]) },
      { weight: 4, arbitrary: fc.tuple(target, inner).map(([each, value]) => [`${each} = ${value}`]) },
      { weight: 2, arbitrary: fc.tuple(target, inner).map(([each, kind]) => [`${each}: ${kind}`]) },
      { weight: 1, arbitrary: fc.tuple(target, inner).map(([each, kind]) => [`(${each}): ${kind} = 1`]) },
      { weight: 1, arbitrary: fc.tuple(target, inner).map(([each, kind]) => [`${each}.x[b]: ${kind}`]) },
      { weight: 1, arbitrary: fc.tuple(target, inner).map(([each, value]) => [`${each} += ${value}`]) },
      { weight: 1, arbitrary: target.map((each) => [`del ${each}`]) },
      { weight: 2, arbitrary: target.map((each) => [`global ${each}`]) },
      { weight: 2, arbitrary: target.map((each) => [`nonlocal ${each}`]) },
      { weight: 1, arbitrary: target.map((each) => [`import ${each}.x, m as ${each}`]) },
      { weight: 1, arbitrary: target.map((each) => [`from m import ${each}`]) },
      { weight: 1, arbitrary: fc.tuple(target, inner).map(([each, value]) => [`for ${each}, c[a] in ${value}: pass`]) },
      { weight: 1, arbitrary: target.map((each) => ['try: pass', `except a as ${each}: pass`]) },
      { weight: 1, arbitrary: fc.tuple(target, inner).map(([each, value]) => [`with ${value} as ${each}: pass`]) },
      { weight: 1, arbitrary: fc.tuple(target, typeParameters, inner).map(([each, list, value]) => [`type ${each}${list} = ${value}`]) },
      {
        weight: 1,
        arbitrary: fc
          .tuple(inner, target)
          .map(([value, each]) => [`match ${value}:`, ` case {1: ${each}, **k} | [1, ${each}, *k]: pass`]),
      },
      {
        weight: 6,
        arbitrary: fc
          .tuple(target, typeParameters, parameters, annotation, body, fc.boolean())
          .map(([each, list, names, result, lines, isAsync]) => [
            `${isAsync ? 'async ' : ''}def ${each}${list}(${names})${result === undefined ? '' : ` -> ${result}`}:`,
            ...indented(lines),
          ]),
      },
      {
        weight: 5,
        arbitrary: fc
          .tuple(target, typeParameters, fc.option(inner, { nil: undefined }), body)
          .map(([each, list, base, lines]) => [
            `class ${each}${list}${base === undefined ? '' : `(${base}, k=${base})`}:`,
            ...indented(lines),
          ]),
      },
    ),
    block: fc
      .array(fc.oneof({ maxDepth: 4 }, inner.map((value): Lines => [value]), tie('statement')), { minLength: 1, maxLength: 5 })
      .map((statements) => statements.flat()),
  };
});

void expression;

/** Texts of programs, the same for the same numbers. */
export function randomScopes(count: number, seed: number): string[] {
  const future = fc.constantFrom('', '', '', 'from __future__ import annotations\n');
  return fc.sample(
    fc.tuple(future, block).map(([first, lines]) => `${first}${lines.join('\n')}\n`),
    { numRuns: count, seed },
  );
}
