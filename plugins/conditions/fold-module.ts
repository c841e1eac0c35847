import { pythonConstant } from '../../core/defines.ts';
import type { Module } from '../../core/module.ts';
import type { DefinedValue } from '../../core/options.ts';
import { type Conditions, conditions } from '../../core/python/conditions/conditions.ts';
import type { TestExpression } from '../../core/python/conditions/test-expression.ts';
import type { Range } from '../../core/python/facts.ts';
import { Role } from '../../core/python/references.ts';
import { decide } from './decide.ts';
import type { KnownNames } from './defined-names.ts';
import { type FoldEdit, foldConditions } from './fold.ts';
import { lostNames } from './lost-names.ts';
import { type NameValues, nameValues } from './name-values.ts';

/** What a module's text becomes, and the known names that it means. */
export interface FoldedModule {
  readonly edits: readonly FoldEdit[];
  readonly used: ReadonlySet<string>;
}

/** Decides the conditions in a module that are known. */
export function foldModule(
  module: Module,
  known: KnownNames,
  define: Readonly<Record<string, DefinedValue>>,
): FoldedModule {
  const found = conditions(module.text);
  const names = nameValues(module, found.references, known);
  // A test of constants alone is how some tell bundlers of modules: `if False: import plugin`.
  const decideNamed = (test: TestExpression): boolean | undefined =>
    hasName(test) ? decide(test, names.valueOf) : undefined;
  const lost = lostNames(found.references, found.yields);
  // A line of the entry is shown as the bundle has it.
  const foldable = module.isEntry ? { ...found, expressions: [] } : found;
  const decided = foldConditions(module.text, foldable, decideNamed, lost);
  const changesNames = decided.some(({ start, end }) => manglesBelow(module.text.slice(start, end), module.text));
  const folds = changesNames ? [] : decided;
  return { edits: [...folds, ...replacements(found, names, define, folds)], used: names.used };
}

/**
 * Whether names have another meaning without a part of a module: Python 3.12 mangles private names below a generic class by the
 * name of that class, at the top of the module as well.
 */
function manglesBelow(part: string, module: string): boolean {
  return (
    /^[ \t]*class\s+[\p{ID_Continue}]+\s*\[/mu.test(part) &&
    /(?<![\p{ID_Continue}])__[\p{ID_Continue}]+(?<!__)(?![\p{ID_Continue}])/u.test(module)
  );
}

function hasName(test: TestExpression): boolean {
  switch (test.kind) {
    case 'name':
      return true;
    case 'not':
      return hasName(test.operand);
    case 'and':
    case 'or':
    case 'comparison':
      return test.operands.some(hasName);
    case 'item':
    case 'slice':
    case 'call':
      return hasName(test.value);
    case 'constant':
    case 'unknown':
      return false;
  }
}

/** Puts the values of names that nothing binds in their places, as there is nothing else that they could mean. */
function replacements(
  { references: found, formattedStrings }: Conditions,
  { unboundValue }: NameValues,
  define: Readonly<Record<string, DefinedValue>>,
  folds: readonly FoldEdit[],
): FoldEdit[] {
  const edits: FoldEdit[] = [];
  for (let index = 0; index < found.count; index++) {
    const name = found.names[found.nameIndices[index]!]!;
    const value = define[name];
    const start = found.offsets[index]!;
    if (value === undefined || name === '__debug__' || found.roles[index] !== Role.Load) continue;
    if (unboundValue(index) === undefined || isIn(start, folds)) continue;
    // A string in quotes may end the one that it is put into.
    if (typeof value === 'string' && isIn(start, formattedStrings)) continue;
    edits.push({ start, end: start + name.length, text: pythonConstant(value) });
  }
  return edits;
}

const isIn = (offset: number, ranges: readonly Range[]): boolean =>
  ranges.some(({ start, end }) => start <= offset && offset < end);
