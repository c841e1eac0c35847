import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { decodeSource } from '../core/python/decode-source.ts';
import { facts, isValidIn } from '../core/python/facts.ts';
import type { Python } from './pythons.ts';

/** The texts of every so many files of a Python's library, those that it does not compile left out. */
export function* libraryTexts(
  { path, version }: Python,
  every: number,
  isWanted: (text: string) => boolean = () => true,
): Generator<readonly [path: string, text: string]> {
  const library = execFileSync(path, ['-c', 'import os; print(os.path.dirname(os.__file__))'], { encoding: 'utf8' });
  const files = readdirSync(library.trim(), { recursive: true, encoding: 'utf8' });
  const own = files.filter((name) => name.endsWith('.py') && !/site-packages|lib2to3/.test(name)).toSorted();
  for (const file of own.filter((_, index) => index % every === 0)) {
    const source = decodeSource(readFileSync(join(library.trim(), file)));
    if (!('text' in source) || !isWanted(source.text)) continue;
    try {
      if (isValidIn(version, facts(source.text))) yield [file, source.text];
    } catch {
      // What is no Python is not compared.
    }
  }
}
