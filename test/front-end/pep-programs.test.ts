import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { findPythons, pyodidePython } from '../pythons.ts';
import { factsFor } from './compare-file.ts';
import { chosenPythons, testsAll, validity } from './oracle.ts';

const programs = readFileSync(new URL('pep-programs.txt', import.meta.url), 'utf8')
  .split('\n')
  .filter((line) => line.startsWith('"'))
  .map((line) => JSON.parse(line) as string);

const found = findPythons();

describe(`${programs.length} programs written from the PEPs`, () => {
  test.each([...(testsAll ? found : chosenPythons(found)), pyodidePython])(
    'are valid where Python $version compiles them',
    (python) => {
      const verdicts = validity(python, programs);
      const accepts = (program: string): boolean => typeof factsFor(program, python.version) !== 'string';
      expect(programs.filter((program, index) => accepts(program) !== (verdicts[index] === '.'))).toEqual([]);
      expect(new Set(verdicts)).toEqual(new Set('.S'));
    },
  );
});
