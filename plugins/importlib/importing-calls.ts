import type { SyntaxNode } from '../../core/python/syntax-tree/syntax-tree.ts';
import type { Evaluator } from './evaluate.ts';
import { type ImportFunction, importFunctions } from './import-functions.ts';
import type { Variable } from './name-table.ts';

/** The last parts of the names of the importing functions. */
export const lastNames: ReadonlySet<string> = new Set(
  Array.from(importFunctions.keys(), (name) => name.slice(name.lastIndexOf('.') + 1)),
);
const mentionsFunction = new RegExp(`\\b(?:${[...lastNames].join('|')})\\b`);

/** Finds out which importing functions the function of a call may be. */
export function createImportingCalls({ evaluate, names, nameAt }: Evaluator): (called: SyntaxNode) => ImportFunction[] {
  const known = new Map<Variable, boolean>();

  /** A look at what is bound, before it is evaluated: most names that are called have nothing to do with imports. */
  function mayImport(variable: Variable): boolean {
    const found = known.get(variable);
    if (found !== undefined) return found;
    known.set(variable, false);
    const may = variable.bindings.some((offset) => {
      const imported = names.imported.get(offset);
      return imported === undefined ? isAlias(nameAt(offset)) : importFunctions.has(imported);
    });
    known.set(variable, may);
    return may;
  }

  function isAlias(target: SyntaxNode): boolean {
    const { parent } = target;
    if (parent?.type !== 'assignment' && parent?.type !== 'named_expression') return false;
    const value = parent.field(parent.type === 'assignment' ? 'right' : 'value');
    return value !== undefined && (mentionsFunction.test(value.text) || namesAlias(value));
  }

  function namesAlias(value: SyntaxNode): boolean {
    if (value.type === 'assignment') return namesAlias(value.field('right') ?? value.field('left')!);
    const variable = value.type === 'identifier' ? names.at(value.start) : undefined;
    return variable !== undefined && typeof variable !== 'string' && mayImport(variable);
  }

  function isWorthEvaluating(called: SyntaxNode): boolean {
    if (called.type === 'attribute') return lastNames.has(called.field('attribute')!.text);
    if (called.type !== 'identifier') return mentionsFunction.test(called.text);
    const found = names.at(called.start);
    return typeof found === 'string' ? lastNames.has(found) : found !== undefined && mayImport(found);
  }

  return (called) => {
    if (!isWorthEvaluating(called)) return [];
    const values = evaluate(called);
    return [
      ...new Set(values.flatMap((value) => (value.kind === 'object' ? (importFunctions.get(value.name) ?? []) : []))),
    ];
  };
}
