import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { editModule } from '../../core/edit-layers.ts';
import { Module } from '../../core/module.ts';
import { facts } from '../../core/python/facts.ts';
import { layout } from '../../core/python/layout.ts';
import { spaceEdits } from '../../plugins/minify/space-edits.ts';
import { chosenPythons, testsAll } from '../front-end/oracle.ts';
import { libraryTexts } from '../library-texts.ts';
import { findPythons } from '../pythons.ts';

const script = fileURLToPath(new URL('check_minified.py', import.meta.url));
const pythons = chosenPythons(findPythons());
/** Of a sample every so many files. */
const EVERY = testsAll ? 1 : 37;

test.each(pythons)(
  'library files compile to the same without comments, docstrings and blank lines ($version)',
  (python) => {
    const rows: string[] = [];
    for (const [path, text] of libraryTexts(python, EVERY)) {
      const module = new Module({ id: 'file:m', path: 'm.py' }, false);
      Object.assign(module, { text, facts: facts(text) });
      const found = layout(text);
      const options = {
        comments: 'none',
        blankLines: true,
        shortestGap: 1 + (rows.length % 4),
        isEntry: false,
      } as const;
      editModule(module, spaceEdits(text, found, new Set(found.docstrings), options), 'test');
      rows.push(JSON.stringify([path, text, module.text, module.gaps.map(({ line, count }) => [line, count])]));
    }
    expect(rows.length).toBeGreaterThan(testsAll ? 1000 : 25);
    const input = `${rows.join('\n')}\n`;
    const found = execFileSync(python.path, ['-W', 'ignore', script], { input, encoding: 'utf8', maxBuffer: 1 << 28 });
    expect(found.split('\n').filter((line) => line !== '')).toEqual([]);
  },
);
