import type { ImportedName } from '../../core/python/facts.ts';
import { boundName } from '../../core/python/import-requests.ts';
import { isFutureImport } from '../wrap/rewrites.ts';
import type { ModuleBindings } from './module-bindings.ts';
import type { Symbols } from './symbols.ts';
import type { Unit, UnitImport } from './unit.ts';

/** What an import statement becomes: lines that do what is left of it. */
export interface RewrittenImport {
  readonly lines: readonly string[];
}

/**
 * Rewrites an import statement: names of flattened modules become assignments, or nothing where the name is the same
 * variable; the others stay, in their order.
 * @returns nothing where the statement stays as it is
 */
export function rewrittenImport(
  unit: Unit,
  statement: UnitImport,
  modules: ModuleBindings,
  symbols: Symbols,
): RewrittenImport | undefined {
  const { fact, base, neverRuns, isStar } = statement;
  if (isFutureImport(fact)) return unit.isEntry ? undefined : { lines: [] };
  if (isStar && modules.unitNamed(base!) === undefined) return undefined;
  const lines: string[] = [];
  let isChanged = isStar || (fact.level > 0 && !unit.isEntry);
  const kept: string[] = [];
  for (const imported of fact.names) {
    const target = modules.targetOf(imported);
    if (target.kind === 'real' || (target.kind === 'module' && target.isReal)) {
      const text = isStar ? imported.name : keptName(unit, statement, imported, symbols);
      isChanged ||= text !== unit.module.text.slice(imported.start, imported.end);
      if (fact.from === undefined) lines.push(`import ${text}`);
      else kept.push(text);
      continue;
    }
    isChanged = true;
    if (target.kind === 'module' || neverRuns) continue;
    const symbol = symbols.assignedTo(imported);
    if (symbol === undefined) continue;
    const name = boundName(fact, imported);
    lines.push(`${finalName(unit, name, fact.scope, symbols)} = ${symbol.finalName}`);
  }
  if (kept.length > 0) lines.unshift(`from ${base!} import ${kept.join(', ')}`);
  return isChanged ? { lines } : undefined;
}

/** The name in the bundle of what an import statement in a scope binds. */
function finalName(unit: Unit, name: string, scope: number, symbols: Symbols): string {
  const isModules =
    scope === 0 || unit.uses.some((use) => use.name === name && use.scope === scope && use.definition === 0);
  return isModules ? (symbols.of(unit, name)?.finalName ?? name) : name;
}

function keptName(unit: Unit, { fact }: UnitImport, imported: ImportedName, symbols: Symbols): string {
  const name = boundName(fact, imported);
  const final = finalName(unit, name, fact.scope, symbols);
  if (final === name) return unit.module.text.slice(imported.start, imported.end);
  return `${imported.name} as ${final}`;
}
