import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { certainlyBound } from '../../core/python/statement-text/certainly-bound.ts';
import { parseStatements } from '../../core/python/statement-text/parse-statement.ts';
import { findPythons } from '../pythons.ts';
import { chosenPythons, testsAll } from './oracle.ts';
import { randomBindings } from './random-bindings.ts';

const script = fileURLToPath(new URL('run_bindings.py', import.meta.url));
const names = (text: string): string[] =>
  [...certainlyBound(parseStatements(text))].filter((name) => /^[abc]$/.test(name));

test.each(chosenPythons(findPythons()))('what is bound in any case is bound in Python $version', ({ path }) => {
  const texts = Array.from({ length: testsAll ? 10_000 : 500 }, (_, seed) => randomBindings(seed));
  const found = texts.map((text) => [text, names(text)] as const);
  const input = JSON.stringify(found);
  const output = execFileSync(path, [script, '10'], { encoding: 'utf8', input, maxBuffer: 1 << 28 });
  const [ended, lacking, wrong] = JSON.parse(output) as [number, number, unknown[]];
  expect(wrong).toEqual([]);
  expect(ended).toBeGreaterThan(texts.length);
  expect(lacking).toBeGreaterThan(texts.length);
  expect(found.filter(([, certain]) => certain.length > 0).length).toBeGreaterThan(texts.length / 4);
});

test.each([
  ['if x: a = 1\nelse: a = 2', ['a']],
  ['if x: a = 1\nelif y: a = 2', []],
  ['if x == ":": a = 1\nelif y == \'"\': a = 2\nelse: a = 3', ['a']],
  ['if x[1:2] and {1: 2}: a = 1\nelse: a = 2', ['a']],
  ['if x:\n    a = """\nelse:\n"""\nelse: a = 2', ['a']],
  ['try: import a\nexcept ImportError: a = None', ['a']],
  ['try: import a\nexcept ImportError: pass', []],
  ['try: x()\nexcept OSError: pass\nelse: a = 1\nfinally: b = 1', ['b']],
  ['try: a = b = 1\nfinally: x()', ['a', 'b']],
  ['try:\n    import a\nexcept (\n  ImportError, "else:"\n): a = 1', ['a']],
  ["if __name__ == '__main__': a = 1", []],
  ['for a in x: b = 1', []],
  ['with x as a: b = 1', []],
  ['class a: b = (c := 1)', ['a']],
])('%s', (text, expected) => {
  expect(names(`${text}\n`)).toEqual(expected);
});
