import { certainlyBound } from '../../core/python/statement-text/certainly-bound.ts';
import { mayNotBind } from '../../core/python/statements/scan-statements.ts';
import type { StatementFact } from '../../core/python/statements/statement-facts.ts';
import { parsedStatements } from './parsed-statements.ts';

/** The names that a statement of a module binds whenever it runs to its end. */
export function statementNames({ kind, binds, start, end }: StatementFact, module: string): ReadonlySet<string> {
  const text = module.slice(start, end);
  // A walrus may not be evaluated, and a class body may bind names of its module under conditions.
  const isOwn = binds.length === 1 && !mayNotBind(kind) && (kind !== 'assignment' || !text.includes(':='));
  if (kind === 'import' || isOwn) return new Set(binds);
  const statements = parsedStatements(text, true);
  return statements === undefined ? new Set() : certainlyBound(statements);
}
