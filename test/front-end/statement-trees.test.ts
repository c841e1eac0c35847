import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { parseStatements } from '../../core/python/statement-text/parse-statement.ts';
import { writeProject } from '../project.ts';
import { findPythons, pyodidePython, type Python } from '../pythons.ts';
import { chosenPythons, testsAll } from './oracle.ts';
import { statementSources } from './statement-sources.ts';

const script = fileURLToPath(new URL('statement_trees.py', import.meta.url));
const every = testsAll ? 3 : 31;

type File = readonly [path: string, text: string, statements: unknown];

function ask({ path }: Python, words: readonly string[]): File[] {
  const output = execFileSync(path, [script, ...words], { encoding: 'utf8', maxBuffer: 1 << 30 });
  return output
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as File);
}

/** What the oracle does not say: the text of literals, and what statements are besides their form. */
const ownKeys = new Set(['text', 'source', 'debug', 'conversion', 'word', 'names']);

function treeOf(text: string): unknown {
  const replacer = function (this: { type?: string }, key: string, value: unknown): unknown {
    if (key === 'names' ? this.type === 'other' : ownKeys.has(key)) return undefined;
    if (key !== 'parts' && key !== 'spec') return value;
    return (value as unknown[] | undefined)?.filter((part) => typeof part !== 'string');
  };
  return JSON.parse(JSON.stringify(parseStatements(text), replacer)) as unknown;
}

/** Statements that come out otherwise here. */
function differences([path, text, expected]: File): unknown[] {
  const received = treeOf(text.replaceAll(/\r\n?/g, '\n').replace(/^\uFEFF/, '')) as unknown[];
  return (expected as unknown[]).flatMap((each, index) =>
    JSON.stringify(sorted(each)) === JSON.stringify(sorted(received[index]))
      ? []
      : [{ path, index, expected: each, received: received[index] }],
  );
}

/** The same with keys in one order. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .toSorted(([one], [other]) => (one < other ? -1 : 1))
      .map(([key, each]) => [key, sorted(each)]),
  );
}

describe('trees of statements', () => {
  test.each([...findPythons(), pyodidePython])('one by one, as Python $version sees them', (python) => {
    const folder = writeProject({});
    const paths = statementSources.map((source, index) => {
      const path = join(folder, `${index}.py`);
      writeFileSync(path, source);
      return path;
    });
    const files = ask(python, ['1', ...paths]);
    expect(files.flatMap(differences)).toEqual([]);
    // The newest version compiles all of them.
    if (python === pyodidePython) expect(files.length).toBe(statementSources.length);
  });

  test.each(chosenPythons(findPythons()))('of the library of Python $version', (python) => {
    const files = ask(python, [String(every)]);
    expect(files.flatMap(differences)).toEqual([]);
    expect(files.length).toBeGreaterThan(10);
  });
});
