import { beforeAll, describe, expect, test } from 'vitest';
import { findPythons, pyodidePython } from '../pythons.ts';
import { factsFor } from './compare-file.ts';
import { chosenPythons, mutations, testsAll, validity } from './oracle.ts';

const COUNT = testsAll ? 5000 : 500;
const SEED = 1;
/** The share of invalid texts that may be accepted. */
const TOLERATED = 0.005;

const pythons = findPythons();

describe('library files with a changed token', () => {
  let texts: string[] = [];
  beforeAll(() => {
    texts = mutations(pythons.at(-1)!, COUNT, SEED);
  });

  test.each(testsAll ? [...pythons, pyodidePython] : chosenPythons(pythons))(
    'as Python $version sees them',
    (python) => {
      const verdicts = validity(python, texts);
      const accepts = (text: string): boolean => typeof factsFor(text, python.version) !== 'string';
      const invalid = texts.filter((_, index) => verdicts[index] === 'S');
      const valid = texts.filter((_, index) => verdicts[index] === '.');
      expect(valid.filter((text) => !accepts(text))).toEqual([]);
      const accepted = invalid.filter(accepts);
      expect(accepted.length, accepted[0]).toBeLessThanOrEqual(invalid.length * TOLERATED);
      expect(invalid.length).toBeGreaterThan(texts.length / 2);
      expect(valid.length).toBeGreaterThan(texts.length / 20);
    },
  );
});
