import { describe, expect, test } from 'vitest';
import { references } from '../../core/python/references.ts';
import { NameKind, symbolTables } from '../../core/python/symbol-tables.ts';
import { findPythons, pyodidePython } from '../pythons.ts';
import { compareFile } from './compare-file.ts';
import { chosenPythons, describeTexts, testsAll } from './oracle.ts';
import { randomScopes } from './random-scopes.ts';
import { scopePrograms } from './scope-programs.ts';

const RANDOM = testsAll ? 3000 : 300;
const SEED = 1;

const found = findPythons();
const pythons = [...(testsAll ? found : chosenPythons(found)), pyodidePython];

describe.each(pythons)('references and tables as Python $version has them', (python) => {
  const differing = (texts: readonly string[]): string[] =>
    describeTexts(python, texts).flatMap((described) =>
      compareFile(described, python.version).map((difference) => `${described.text}\n${difference}`),
    );

  test(`${scopePrograms.length} programs of the PEPs`, () => {
    expect(differing(scopePrograms)).toEqual([]);
  });

  test(`${RANDOM} random programs`, () => {
    expect(differing(randomScopes(RANDOM, SEED))).toEqual([]);
  });
});

describe('tables', () => {
  const text = 'def f(x):\n  def g(): return [x for y in x]';

  test('a comprehension is part of the table around it since 3.12', () => {
    const inner = (minor: number): string[] => {
      const g = symbolTables(references(text), [3, minor]).children[0]!.children[0]!;
      return [g, ...g.children].flatMap((table) => Array.from(table.symbols.keys()));
    };
    expect(inner(11)).toEqual(['x', 'x', 'y']);
    expect(inner(12)).toEqual(['x', 'y']);
  });

  test('a name is a cell for the sake of a scope far inside, and free between', () => {
    const f = symbolTables(references(text), [3, 8]).children[0]!;
    const g = f.children[0]!;
    expect([f, g, g.children[0]!].map((table) => table.symbols.get('x')!.kind)).toEqual([
      NameKind.Cell,
      NameKind.Free,
      NameKind.Free,
    ]);
  });
});
