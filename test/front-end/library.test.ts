import { describe, expect, test } from 'vitest';
import { findPythons } from '../pythons.ts';
import { compareFile } from './compare-file.ts';
import { chosenPythons, libraryFiles, testsAll } from './oracle.ts';

/** Of a sample every so many files; the number is prime, so that the sample is spread over all folders. */
const EVERY = testsAll ? 1 : 47;

describe.each(chosenPythons(findPythons()))('the library of Python $version', (python) => {
  test('validity, names, scopes, imports and string lines agree', async () => {
    const differences: string[] = [];
    let files = 0;
    for await (const described of libraryFiles(python, EVERY, 3)) {
      files++;
      for (const difference of compareFile(described, python.version)) {
        differences.push(`${described.path}: ${difference.slice(0, 400)}`);
      }
    }
    expect(differences).toEqual([]);
    expect(files).toBeGreaterThan(testsAll ? 1000 : 20);
  });
});
