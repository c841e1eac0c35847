import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { annotationText, annotationVaries } from '../../core/python/annotation-text.ts';
import { findPythons, pyodidePython, type Python } from '../pythons.ts';
import { annotationSources, longAnnotationSources } from './annotation-sources.ts';

/** Whether to read the whole libraries, site-packages included. */
const all = process.env.CRIBO_TEST_ALL === '1';
const oracle = fileURLToPath(new URL('annotation-oracle.py', import.meta.url));
const pythons = findPythons();
const name = ({ version }: Python) => `CPython ${version.join('.')}`;

type Pair = readonly [source: string, spelled: string];

function ask(python: Python, words: readonly string[], input = ''): Pair[] {
  const output = execFileSync(python.path, [oracle, ...words], { encoding: 'utf8', input, maxBuffer: 1 << 30 });
  return JSON.parse(output) as Pair[];
}

/** The pairs that come out otherwise here. In a text of its own an expression begins at an offset. */
function differences(pairs: readonly Pair[]): { source: string; expected: string; received: string }[] {
  const before = '# 𝔘\nx: ';
  return pairs
    .map(([source, expected]) => {
      const text = `${before}${source}\n`;
      const end = before.length + source.length;
      return { source, expected, received: annotationText(text, before.length, end) };
    })
    .filter(({ expected, received }) => expected !== received);
}

function varies(source: string): boolean {
  return annotationVaries(source, 0, source.length);
}

describe('expressions one by one', () => {
  const sources = [...annotationSources, ...longAnnotationSources];
  const input = JSON.stringify(sources);

  test.each([...pythons, pyodidePython].map((python) => [name(python), python] as const))('%s', (_, python) => {
    const different = differences(ask(python, ['given'], input));
    expect(different.filter(({ source }) => !varies(source))).toEqual([]);
    if (python.version[1] !== 14) return;
    // What the newest version spells is what is promised, but for names of characters.
    expect(different.filter(({ source }) => !source.includes('\\N{'))).toEqual([]);
  });

  test('names of characters are left alone', () => {
    const source = String.raw`Literal['\N{BULLET}\x41\\N{}', f'\N{BULLET}{x}']`;
    expect(annotationText(source, 0, source.length)).toBe(String.raw`Literal['\N{BULLET}A\\N{}', f'\N{BULLET}{x}']`);
    expect(varies(source)).toBe(true);
    expect(varies(String.raw`Literal[a, '\\N{}']`)).toBe(false);
  });

  test('line breaks of all kinds', () => {
    const source = "d['''a\r\nb\rc\\\r\nd''', f'{x\r\n=}']";
    expect(annotationText(source, 0, source.length)).toBe(String.raw`d['a\nb\ncd', f'x\n={x!r}']`);
  });

  test('what is no expression is refused', () => {
    for (const source of ['', 'a b', 'a, b', 'x =', 'f(', 'import a']) {
      expect(() => annotationText(source, 0, source.length), source).toThrow();
    }
  });
});

describe.skipIf(pythons.length === 0)('expressions of the standard library', () => {
  test.each(pythons.map((python) => [name(python), python] as const))('%s', (_, python) => {
    const program = 'import sysconfig; print(sysconfig.get_path("stdlib"))';
    const library = execFileSync(python.path, ['-c', program], { encoding: 'utf8' }).trim();
    const roots = all
      ? [library]
      : ['asyncio', 'email', 'importlib', 'unittest'].map((folder) => join(library, folder));
    const pairs = [...ask(python, ['annotations', '1', ...roots]), ...ask(python, ['expressions', '10', ...roots])];
    expect(pairs.length).toBeGreaterThan(2000);
    const different = differences(pairs);
    expect(different.filter(({ source }) => !varies(source))).toEqual([]);
    // 3.8 folds constants; what the others change is rarer than a few expressions of a whole library.
    if (python.version[1] > 8) expect(different.length).toBeLessThan(100);
  });
});
