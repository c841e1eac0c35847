import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { editModule } from '../../core/edit-layers.ts';
import { Module } from '../../core/module.ts';
import { freezeOptions } from '../../core/options.ts';
import { facts } from '../../core/python/facts.ts';
import { knownNames } from '../../plugins/conditions/defined-names.ts';
import { foldModule } from '../../plugins/conditions/fold-module.ts';
import { chosenPythons, testsAll } from '../front-end/oracle.ts';
import { libraryTexts } from '../library-texts.ts';
import { findPythons } from '../pythons.ts';

const script = fileURLToPath(new URL('check_folded.py', import.meta.url));
const pythons = chosenPythons(findPythons());
const targets = freezeOptions({
  entry: 'main.py',
  treeShaking: 'safe',
  targetPython: '3.8',
  targetPlatform: ['linux', 'darwin'],
  define: { __debug__: true, 'sys.implementation.name': 'cpython' },
});

/** Of a sample every so many files. */
const EVERY = testsAll ? 1 : 7;

const isWanted = (text: string): boolean => /\b(?:sys|os)\b|TYPE_CHECKING|__debug__/.test(text);

test.each(pythons)('what is left of library files stays in its place, as Python $version sees it', (python) => {
  const known = knownNames(targets);
  const rows: string[] = [];
  for (const [path, text] of libraryTexts(python, EVERY, isWanted)) {
    const module = new Module({ id: 'file:m', path: 'm.py' }, false);
    Object.assign(module, { text, facts: facts(text) });
    const { edits } = foldModule(module, known, {});
    if (edits.length === 0) continue;
    editModule(module, edits, 'test');
    rows.push(JSON.stringify([path, text, module.text, module.gaps.map(({ line, count }) => [line, count])]));
  }
  expect(rows.length).toBeGreaterThan(testsAll ? 100 : 10);
  const input = `${rows.join('\n')}\n`;
  const found = execFileSync(python.path, ['-W', 'ignore', script], { input, encoding: 'utf8', maxBuffer: 1 << 28 });
  expect(found.split('\n').filter((line) => line !== '')).toEqual([]);
});
