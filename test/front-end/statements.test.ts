import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { facts } from '../../core/python/facts.ts';
import { findPythons } from '../pythons.ts';
import { chosenPythons, testsAll } from './oracle.ts';

const script = fileURLToPath(new URL('statement_rows.py', import.meta.url));
const every = testsAll ? 3 : 31;

type Row = readonly [kind: string, first: number, last: number, runs: boolean];

describe.each(chosenPythons(findPythons()))('statements as Python $version sees them', ({ path: python }) => {
  const output = execFileSync(python, [script, String(every)], { encoding: 'utf8', maxBuffer: 1 << 30 });
  const files = output.trimEnd().split('\n');

  test('have the same lines and kinds, and none with an effect is taken for one without', () => {
    const differences = files.flatMap((line) => {
      const [path, source, rows] = JSON.parse(line) as [string, string, Row[]];
      return compare(source.replaceAll(/\r\n?/g, '\n').replace(/^\uFEFF/, ''), rows).map((each) => `${path}: ${each}`);
    });
    expect(differences).toEqual([]);
    expect(files.length).toBeGreaterThan(10);
  });
});

/** What differs in a file, each as a line number and what is wrong with it. */
function compare(text: string, rows: readonly Row[]): string[] {
  const lineAt = lineNumbers(text);
  const own = facts(text, true).statements.map(({ kind, start, end, effects }) => {
    return { kind, first: lineAt(start), last: lineAt(end), effects };
  });
  return rows.flatMap(([kind, first, last, runs]) => {
    // A line with several statements is one here.
    const found = own.find((each) => each.first <= first && last <= each.last);
    if (found === undefined) return [`${first}: no statement`];
    if (found.kind === 'other' && kind !== 'script') return [];
    if (found.first !== first || found.last !== last)
      return [`${first}: ${found.first}-${found.last} for ${first}-${last}`];
    if (kind !== found.kind && (kind !== '' || found.kind === 'script')) return [`${first}: ${found.kind} for ${kind}`];
    return runs && kind !== 'import' && found.effects.length === 0 ? [`${first}: no effect`] : [];
  });
}

function lineNumbers(text: string): (offset: number) => number {
  const starts = [0];
  for (let end = text.indexOf('\n'); end !== -1; end = text.indexOf('\n', end + 1)) starts.push(end + 1);
  return (offset) => starts.findLastIndex((start) => start <= offset) + 1;
}
