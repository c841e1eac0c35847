import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { adjustableCodes } from '../../core/diagnostics.ts';

const read = (path: string): string => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
const codesIn = (text: string, pattern: RegExp): string[] =>
  [...new Set(Array.from(text.matchAll(pattern), (match) => match[1]!))].toSorted();

test('docs/diagnostics.md has every code, and no other', () => {
  const sources = ['core/diagnostics.ts', 'cli/diagnostic-of.ts'].map(read).join('\n');
  const known = codesIn(sources, /code: '([A-Z_]+)'/g);
  expect(known.length).toBeGreaterThan(60);
  const rows = read('docs/diagnostics.md')
    .split('\n')
    .filter((line) => line.startsWith('| `'));
  const cells = rows.map((row) => row.split(' | ')[0]).join('\n');
  expect(codesIn(cells, /`([A-Z_]+)`/g)).toEqual(known);
});

test('the codes whose level can be set are those that the first table of docs/diagnostics.md has', () => {
  const [first] = read('docs/diagnostics.md').split('The others end the build');
  expect(codesIn(first, /^\| `([A-Z_]+)` \|/gm)).toEqual([...adjustableCodes].toSorted());
});
