import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { builtins, libraryTables, plainBases } from '../../plugins/tree-shake/known-names.ts';
import { findPythons } from '../pythons.ts';

const script = fileURLToPath(new URL('known_names.py', import.meta.url));
const asText = (names: ReadonlySet<string>): string =>
  [...names].filter((name) => !/^__(?!import__)/.test(name)).join(' ');
const input = JSON.stringify({
  names: { ...libraryTables.names, builtins: asText(builtins) },
  bases: { ...libraryTables.bases, builtins: asText(plainBases) },
});

test.each(findPythons())('Python $version has the names of the tables, and its bases call nothing', ({ path }) => {
  expect(execFileSync(path, [script], { input, encoding: 'utf8' })).toBe('');
});
