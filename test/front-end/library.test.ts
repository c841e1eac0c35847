import { execFileSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { findPythons, type Python, pyodidePython } from '../pythons.ts';
import { compareFile } from './compare-file.ts';
import { chosenPythons, libraryFiles, testsAll } from './oracle.ts';

/** Of a sample every so many files; the numbers are prime, so that samples are spread over all folders. */
const EVERY = testsAll ? 1 : 47;
/** CPython as WebAssembly takes its time. */
const EVERY_OF_PYODIDE = testsAll ? 7 : 197;

/** Where a Python has its library. */
function libraryOf({ path }: Python): string {
  return execFileSync(path, ['-c', 'import sysconfig; print(sysconfig.get_path("stdlib"))'], {
    encoding: 'utf8',
  }).trim();
}

const found = findPythons();
const newest = libraryOf(found.at(-1)!);
const cases = [
  ...chosenPythons(found).map((python) => ({ python, every: EVERY, folders: [] as string[] })),
  { python: pyodidePython, every: EVERY_OF_PYODIDE, folders: [newest] },
];

describe.each(cases)('library files as Python $python.version sees them', ({ python, every, folders }) => {
  test('validity, imports, references, symbol tables and string lines agree', async () => {
    const differences: string[] = [];
    let files = 0;
    for await (const described of libraryFiles(python, every, 3, folders)) {
      files++;
      for (const difference of compareFile(described, python.version)) {
        differences.push(`${described.path}: ${difference.slice(0, 400)}`);
      }
    }
    expect(differences).toEqual([]);
    expect(files).toBeGreaterThan(testsAll ? 150 : 8);
  });
});
