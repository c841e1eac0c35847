import type { PythonVersion } from '../../core/python/facts.ts';
import { type References, ScopeKind } from '../../core/python/references.ts';
import { type NameSymbol, NameUse, type SymbolTable, symbolTables } from '../../core/python/symbol-tables.ts';
import { compareSets } from './compare-sets.ts';

const KINDS = ['', 'local', 'global-explicit', 'global-implicit', 'free', 'cell'];

/** The letters of `symbol_lines.py`. */
const LETTERS: [use: number, letter: string][] = [
  [NameUse.Annotated, 'a'],
  [NameUse.FreeInClass, 'c'],
  [NameUse.Global, 'g'],
  [NameUse.Import, 'i'],
  [NameUse.ComprehensionCell, 'k'],
  [NameUse.Store, 'l'],
  [NameUse.Nonlocal, 'n'],
  [NameUse.Parameter, 'p'],
  [NameUse.Iteration, 't'],
  [NameUse.Load, 'u'],
  [NameUse.TypeParameter, 'y'],
];

/** What a scope is called there. */
function headOf({ kind, name }: SymbolTable): string {
  switch (kind) {
    case ScopeKind.Module:
      return 'module';
    case ScopeKind.Class:
      return `class ${name}`;
    case ScopeKind.Lambda:
      return 'function lambda';
    case ScopeKind.Comprehension:
      return 'function comprehension';
    case ScopeKind.Generator:
      return 'function genexpr';
    case ScopeKind.TypeParameters:
      return `type parameters ${name}`;
    case ScopeKind.TypeVariable:
      return `type variable ${name}`;
    case ScopeKind.TypeAlias:
      return `type alias ${name}`;
    case ScopeKind.Annotation:
      return `annotation ${name}`;
    default:
      return `function ${name}`;
  }
}

/** Until 3.12 the scopes in f-strings had wrong line numbers. */
function mayBeInString(kind: ScopeKind): boolean {
  return kind === ScopeKind.Lambda || kind === ScopeKind.Comprehension || kind === ScopeKind.Generator;
}

function symbolText([name, { kind, uses }]: [string, NameSymbol]): string {
  const letters = LETTERS.filter(([use]) => (uses & use) !== 0).map(([, letter]) => letter);
  return `${name}=${KINDS[kind]} ${letters.join('')}`;
}

/** The tables in the form of `symbol_lines.py`: where each stands, and every name in it. */
function symbolLines(all: References, lineOf: (offset: number) => number, version: PythonVersion): string[] {
  const lines: string[] = [];
  const add = (table: SymbolTable, parents: string): void => {
    const head = headOf(table);
    const hasLine = table.kind !== ScopeKind.Module && (version[1] >= 12 || !mayBeInString(table.kind));
    const where = parents + (hasLine ? `${head}@${lineOf(table.start)}` : head);
    lines.push(`${where}: ${[...table.symbols].map(symbolText).toSorted().join(', ')}`);
    for (const child of table.children) add(child, `${where} > `);
  };
  add(symbolTables(all, version), '');
  return lines;
}

/** In what the tables differ from those of Python. */
export function compareSymbols(
  all: References,
  lineOf: (offset: number) => number,
  version: PythonVersion,
  theirs: readonly string[],
): string[] {
  return compareSets('symbols', symbolLines(all, lineOf, version), theirs);
}
