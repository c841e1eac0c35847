import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { findPythons, type Python } from '../pythons.ts';
import { compareTestFile } from './compare.ts';
import { testNames } from './names.ts';

/** Tests that end differently in a bundle: the reason, the test's id, the versions. */
type Exceptions = Record<string, Record<string, string>>;

const exceptions = JSON.parse(readFileSync(new URL('exceptions.json', import.meta.url), 'utf8')) as Exceptions;
const all = process.env.CRIBO_TEST_ALL !== undefined;
// Files that are quick and touch what the wrap form touches; the whole list takes the better part of an hour.
const quick = 'class scope named_expressions fstring dataclasses funcattrs traceback type_params'.split(' ');
const pythons = all
  ? findPythons()
  : findPythons().filter(({ version }, _, { length }) => length < 3 || version[1] % 3 === 2);

/** Ids of the tests of a file that are known to end differently. */
function expectedDifferences(name: string, { version }: Python): string[] {
  return Object.values(exceptions)
    .flatMap((tests) => Object.entries(tests))
    .filter(([id, versions]) => id.startsWith(`test_${name}.`) && versions.split(' ').includes(version.join('.')))
    .map(([id]) => id)
    .toSorted();
}

describe.each(pythons.map((python) => ({ python, label: python.version.join('.') })))(
  'CPython $label',
  ({ python }) => {
    test.concurrent.each(all ? testNames : quick)('test_%s ends as unbundled', async (name) => {
      const { differences, skipped } = await compareTestFile(name, python);
      if (skipped !== undefined) return;
      // In both directions: a test that ends as unbundled after all has to leave the list.
      const known = new Set(expectedDifferences(name, python));
      const ids = new Set(differences.map((difference) => difference.split(': ')[0]!));
      expect(differences.filter((difference) => !known.has(difference.split(': ')[0]!))).toEqual([]);
      expect([...known].filter((id) => !ids.has(id))).toEqual([]);
    });
  },
);
