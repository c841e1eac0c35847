import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { findPythons, pyodidePython } from '../pythons.ts';
import { factsFor } from './compare-file.ts';
import { testsAll, validity } from './oracle.ts';

interface Group {
  /** The first minor version that compiles these programs; none does when it is null. */
  readonly since: number | null;
  /** The first that does not any more. */
  readonly until: number | null;
  readonly programs: readonly string[];
}

const groups = JSON.parse(readFileSync(new URL('programs.json', import.meta.url), 'utf8')) as Group[];
const minors = [8, 9, 10, 11, 12, 13, 14];

function expectedIn(minor: number, { since, until }: Group): boolean {
  return since !== null && minor >= since && (until === null || minor < until);
}

describe('programs that some versions compile', () => {
  for (const group of groups) {
    const versions =
      group.since === null ? 'none' : `3.${group.since} to ${group.until === null ? '' : `3.${group.until}`}`;
    test(`${group.programs.length} programs for ${versions}`, () => {
      for (const minor of minors) {
        const expected = expectedIn(minor, group);
        const wrong = group.programs.filter((text) => (typeof factsFor(text, [3, minor]) !== 'string') !== expected);
        expect(wrong, `3.${minor} ${expected ? 'compiles' : 'refuses'} these`).toEqual([]);
      }
    });
  }

  for (const python of testsAll ? [...findPythons(), pyodidePython] : findPythons()) {
    const minor = python.version[1];
    test(`Python 3.${minor} agrees with the table`, () => {
      const texts = groups.flatMap((group) => group.programs);
      const expected = groups.flatMap((group) => group.programs.map(() => (expectedIn(minor, group) ? '.' : 'S')));
      const verdicts = validity(python, texts);
      expect(texts.filter((_, index) => verdicts[index] !== expected[index])).toEqual([]);
    });
  }
});
