import type { SymbolUse } from '../../core/python/flattening/symbol-uses.ts';
import { boundName } from '../../core/python/import-requests.ts';
import { Role } from '../../core/python/references.ts';
import { isKnown } from '../tree-shake/known-names.ts';
import { isStable } from './certain-bindings.ts';
import type { Failures } from './failures.ts';
import type { ModuleBindings } from './module-bindings.ts';
import type { Placement } from './placement.ts';
import type { Unit } from './unit.ts';

/**
 * Fails the modules that run earlier than Python runs them where what they take of others may be something else by then.
 * @param mayBePatched whether something of the program may change attributes of modules that are not in the bundle
 */
export function checkEarlyModules(
  placement: Placement,
  modules: ModuleBindings,
  mayBePatched: boolean,
  failures: Failures,
): void {
  for (const unit of placement.early) {
    const name = takenEarly(unit, modules, mayBePatched);
    if (name === undefined) continue;
    failures.add(unit, {
      reason: `it is first imported where that may run later or never, and ${name} may be something else by then`,
    });
  }
}

/** A name that a module reads of others as it runs, which may not have its last value yet. */
function takenEarly(unit: Unit, modules: ModuleBindings, mayBePatched: boolean): string | undefined {
  const statements = unit.imports.filter(({ isTop, neverRuns, base }) => isTop && !neverRuns && base !== '__future__');
  for (const { fact, base } of statements) {
    for (const imported of fact.names) {
      const target = modules.targetOf(imported);
      if (target.kind === 'symbol' && !isStable(target.unit, target.name)) return imported.name;
      const isTaken = target.kind === 'real' && base !== undefined;
      if (isTaken && (mayBePatched || !isKnown(base, imported.name))) return imported.name;
    }
  }
  const targets = new Map(modules.redirectsIn(unit).map(({ use, target }) => [use, target]));
  const isLast = (use: SymbolUse): boolean => {
    const target = targets.get(use);
    if (target !== undefined) return isSettled(target.unit, target.name, modules);
    return unit.bindings.get(use.name)!.every((binder) => {
      const found = unit.importAt(binder);
      if (found === undefined) return true;
      const taken = modules.targetOf(found.imported);
      if (taken.kind === 'symbol') return isSettled(taken.unit, taken.name, modules);
      return taken.kind === 'real' && !mayBePatched;
    });
  };
  return unit.uses.find(
    (use) => use.definition === 0 && use.role === Role.Load && !unit.isLate(use.scope) && !isLast(use),
  )?.name;
}

const literal =
  /^[\p{ID_Continue}]+\s*(?::[^=\n]*)?=\s*(?:-?[\d._]+|True|False|None|[rRbBuU]{0,2}(?:"[^"\n]*"|'[^'\n]*'))$/u;

/** Whether a name of a module is bound once, to a function, a class, or a constant: what it is does not change. */
function isSettled(unit: Unit, name: string, modules: ModuleBindings): boolean {
  const [first, ...others] = unit.bindings.get(name)!;
  if (others.length > 0 || first!.scope !== 0) return false;
  const found = unit.importAt(first!);
  if (found !== undefined) {
    const target = modules.targetOf(found.imported);
    return target.kind === 'symbol' && target.unit !== unit && isSettled(target.unit, target.name, modules);
  }
  const { kind, start, end } = unit.statementAt(first!.start)!;
  if (kind === 'assignment') return literal.test(unit.module.text.slice(start, end));
  return first!.role === Role.Definition && (kind === 'function' || kind === 'class');
}

/** Names by which attributes of anything are set. */
const setters = ['setattr', 'delattr', '__setattr__', '__delattr__', '__dict__', 'vars'];

/** Whether a module may set an attribute of a module that is not in the bundle. */
export function patchesLibraries(unit: Unit): boolean {
  if (setters.some((name) => unit.found.identifiers.has(name))) return true;
  return unit.uses.some(
    ({ name, setsAttribute }) =>
      setsAttribute &&
      unit.imports.some(
        (each) =>
          each.modules.length === 0 && each.fact.names.some((imported) => boundName(each.fact, imported) === name),
      ),
  );
}
