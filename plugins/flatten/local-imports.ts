import type { ImportedName } from '../../core/python/facts.ts';
import type { SymbolUse } from '../../core/python/flattening/symbol-uses.ts';
import { Role, ScopeKind } from '../../core/python/references.ts';
import { isStable } from './certain-bindings.ts';
import { isImportedBefore } from './unbound-reads.ts';
import type { LocalName, Unit } from './unit.ts';
import type { UnitImport } from './unit-imports.ts';

/** A name of an import statement in a function, with what it means. */
export interface LocalImport {
  readonly imported: ImportedName;
  readonly statement: UnitImport;
  readonly target: { readonly unit: Unit; readonly name: string };
}

/** A variable of a function that is not needed, as what reads it can read that of a flattened module. */
export interface NeedlessLocal {
  readonly local: LocalName;
  readonly imports: readonly LocalImport[];
  readonly readings: readonly SymbolUse[];
}

/**
 * Finds the variables of functions that import statements alone bind, always to one variable of a flattened module, which
 * keeps its value, and that nothing reads before.
 */
export function needlessLocals(unit: Unit, imports: readonly LocalImport[]): NeedlessLocal[] {
  const groups = new Map<string, { local: LocalName; imports: LocalImport[] }>();
  for (const each of imports) {
    const binder = unit.binderOf(each.imported);
    if (binder === undefined || binder.definition === 0) continue;
    const { definition: scope, name } = binder;
    const group = groups.get(`${scope}:${name}`);
    if (group === undefined) groups.set(`${scope}:${name}`, { local: { scope, name }, imports: [each] });
    else group.imports.push(each);
  }
  return [...groups.values()].flatMap((group) => {
    const uses = unit.usesOfLocal(group.local);
    const readings = uses.filter(({ role }) => role === Role.Load);
    return isNeedless(unit, group, uses, readings) ? [{ ...group, readings }] : [];
  });
}

function isNeedless(
  unit: Unit,
  { local, imports }: Omit<NeedlessLocal, 'readings'>,
  uses: readonly SymbolUse[],
  readings: readonly SymbolUse[],
): boolean {
  const kind = unit.found.scopeKinds[local.scope];
  if (kind !== ScopeKind.Function && kind !== ScopeKind.AsyncFunction) return false;
  const [{ target }] = imports as readonly [LocalImport];
  const isOne = imports.every((each) => each.target.unit === target.unit && each.target.name === target.name);
  const isBoundByThese = uses.every(
    (use) => use.role === Role.Load || imports.some(({ imported }) => imported === unit.importAt(use)?.imported),
  );
  // A class would mangle it.
  const isPrivate = target.name.startsWith('__') && !target.name.endsWith('__');
  if (!isOne || !isBoundByThese || isPrivate || !isStable(target.unit, target.name)) return false;
  const statements = imports.map(({ statement }) => statement);
  return readings.every(
    (use) => !use.isShown && isImportedBefore(unit, use, statements) && !unit.isHidden(target.name, use.scope, local),
  );
}
