import { facts, isValidIn, PythonSyntaxError, type Facts, type PythonVersion } from '../../core/python/facts.ts';
import { references } from '../../core/python/references.ts';
import { compareReferences, type ScopeRow } from './compare-references.ts';
import { compareSets } from './compare-sets.ts';
import { compareSymbols } from './compare-symbols.ts';

/** An import statement of `reference_rows.py`. */
type ImportRow = [
  range: [start: number, end: number],
  level: number,
  from: string | null,
  names: [name: string, alias: string | null, start: number, end: number][],
  scope: number,
];

/** What `oracle.py files` says about one file. */
export interface Description {
  readonly path: string;
  readonly text: string;
  readonly verdict: '.' | 'S' | '?';
  readonly references?: string[];
  readonly scopes?: ScopeRow[];
  readonly imports?: ImportRow[];
  readonly symbols?: string[];
  readonly stringLines?: number[];
}

/** The facts of a text that a version compiles, or what is wrong with it. */
export function factsFor(text: string, version: PythonVersion): Facts | string {
  try {
    const found = facts(text);
    const missing = found.features.find((feature) => !isValidIn(version, { ...found, features: [feature] }));
    return missing === undefined ? found : `needs ${missing.name} at ${missing.start}`;
  } catch (error) {
    if (!(error instanceof PythonSyntaxError)) throw error;
    return `${error.message} at ${error.start}`;
  }
}

/** In what the front end disagrees with Python about a file. */
export function compareFile(described: Description, version: PythonVersion): string[] {
  if (described.verdict === '?') return [];
  const found = factsFor(described.text, version);
  if (typeof found === 'string') return described.verdict === '.' ? [`validity: refused: ${found}`] : [];
  if (described.verdict === 'S') return ['validity: accepted'];
  if (isMangledWrongly(described.text, version)) return [];
  const all = references(described.text);
  const lineOf = lineNumbers(described.text);
  return [
    ...compareReferences(all, described.references!, described.scopes!),
    ...compareSets(
      'import',
      importLines(found),
      described.imports!.map((row) => JSON.stringify(row.slice(0, 4))),
    ),
    ...compareSymbols(all, lineOf, version, described.symbols!),
    ...(described.stringLines === undefined
      ? []
      : compareSets(
          'string line',
          Array.from(found.stringLines, (offset) => String(lineOf(offset))),
          described.stringLines.map(String),
        )),
  ];
}

/**
 * 3.12 mangles all private names in the head of a generic class, and its first releases also those of the module after
 * it, as they forget to leave the class.
 */
function isMangledWrongly(text: string, version: PythonVersion): boolean {
  return version[1] === 12 && /\bclass\s+\w+\s*\[/.test(text) && /\b__[A-Za-z]\w*(?<!__)\b/.test(text);
}

function importLines(found: Facts): string[] {
  return found.imports.map(({ start, end, level, from, names }) => {
    const aliases = names.map((name) => [name.name, name.alias ?? null, name.start, name.end]);
    return JSON.stringify([[start, end], level, from ?? null, aliases]);
  });
}

/** Gives the 1-based number of the line that an offset is on. */
function lineNumbers(text: string): (offset: number) => number {
  const starts = [0];
  for (let index = text.indexOf('\n'); index !== -1; index = text.indexOf('\n', index + 1)) starts.push(index + 1);
  return (offset) => {
    let low = 0;
    let high = starts.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (starts[middle]! <= offset) low = middle + 1;
      else high = middle;
    }
    return low;
  };
}
