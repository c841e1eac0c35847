import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { findPythons, type Python } from '../pythons.ts';
import { compareTestFile } from './compare.ts';
import { testNames } from './names.ts';

/** Tests that end differently in a bundle, each with the versions and the reason. */
type Exceptions = Record<string, { readonly versions: readonly string[]; readonly reason: string }>;

const exceptions = JSON.parse(readFileSync(new URL('exceptions.json', import.meta.url), 'utf8')) as Exceptions;
const all = process.env.CRIBO_TEST_ALL !== undefined;
// Files that are quick and touch what the wrap form touches; the whole list takes the better part of an hour.
const quick = 'class scope named_expressions fstring dataclasses funcattrs traceback type_params'.split(' ');
const pythons = all ? findPythons() : findPythons().filter(({ version }, _, { length }) => length < 3 || version[1] % 3 === 2);

function expectedDifferences(name: string, { version }: Python): string[] {
  return Object.keys(exceptions)
    .filter((id) => id.startsWith(`test_${name}.`) && exceptions[id].versions.includes(version.join('.')))
    .toSorted();
}

describe.each(pythons.map((python) => ({ python, label: python.version.join('.') })))('CPython $label', ({ python }) => {
  test.concurrent.each(all ? testNames : quick)('test_%s ends as unbundled', async (name) => {
    const { differences, skipped } = await compareTestFile(name, python);
    if (skipped !== undefined) return;
    const expected = expectedDifferences(name, python);
    const unexpected = differences.filter((difference) => !expected.includes(difference.split(': ')[0]));
    expect(unexpected).toEqual([]);
  });
});
