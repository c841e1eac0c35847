import { factoriesWithModule, type FactoryCall } from '../../core/python/flattening/factory-calls.ts';
import type { SymbolUse } from '../../core/python/flattening/symbol-uses.ts';
import { Role } from '../../core/python/references.ts';
import type { Edit } from '../wrap/edit.ts';
import { pythonString } from '../wrap/python-string.ts';
import type { Obstacle } from './module-rules.ts';
import type { Unit } from './unit.ts';

/** What makes classes, and asks the calling frame which module they are of. */
const classFactories = new Set([...factoriesWithModule, 'TypedDict', 'NewType', 'new_class', 'make_dataclass', 'type']);

const because = (name: string, start: number): Obstacle => ({
  reason: `${name} makes a class that is of the calling module`,
  span: { start, end: start + name.length },
});

/**
 * Why a module cannot make the classes that it makes by calls, which would be of the script.
 * @param mayBePatched whether something of the program may put functions of its own in the place of the library's
 */
export function factoryObstacle(unit: Unit, mayBePatched: boolean): Obstacle | undefined {
  const { found, imports } = unit;
  for (const { fact } of imports) {
    const renamed = fact.names.find(({ name, alias }) => alias !== undefined && classFactories.has(name));
    if (renamed !== undefined) return because(renamed.name, renamed.start);
  }
  const told = new Set(mayBePatched ? [] : callsWithoutModule(unit).map(({ start }) => start));
  for (const { name, start } of found.factoryCalls) {
    if (!told.has(start) && found.calledWithSeveral.has(name)) return because(name, start);
  }
  for (const name of classFactories) {
    const start = found.calledWithSeveral.get(name);
    if (start !== undefined && !factoriesWithModule.has(name)) return because(name, start);
  }
  const calls = new Set(found.factoryCalls.map(({ start }) => start));
  for (const use of unit.uses) {
    const names = [{ name: use.name, end: use.end }, ...use.attributes];
    const passedOn = names.find(({ name, end }) => name === 'namedtuple' && !calls.has(end - name.length));
    if (passedOn !== undefined && use.role === Role.Load) return because('namedtuple', use.start);
  }
  return undefined;
}

/** Says in calls that make classes which module these are of. */
export function factoryEdits(unit: Unit): Edit[] {
  return callsWithoutModule(unit).map(({ end, endsWithComma }) => ({
    start: end,
    end,
    text: `${endsWithComma ? ' ' : ', '}module=${pythonString(unit.name)}`,
  }));
}

/** The calls of the library's own functions to which `module=` can be added. */
function callsWithoutModule(unit: Unit): FactoryCall[] {
  const { factoryCalls, calledWithSeveral } = unit.found;
  if (factoryCalls.length === 0) return [];
  const uses = new Map<number, SymbolUse>();
  for (const use of unit.uses) {
    const [first, ...others] = use.attributes;
    uses.set(use.start, use);
    if (first !== undefined && others.length === 0) uses.set(first.end - first.name.length, use);
  }
  return factoryCalls.filter(({ name, start, mayHaveModule }) => {
    const use = uses.get(start);
    return !mayHaveModule && calledWithSeveral.has(name) && use !== undefined && isLibrarys(unit, use, name);
  });
}

/** Whether a use means a function of the library that has this name there. */
function isLibrarys(unit: Unit, use: SymbolUse, factory: string): boolean {
  const home = factory === 'namedtuple' ? 'collections' : 'enum';
  if (use.definition !== 0) return false;
  return unit.bindings.get(use.name)!.every((binder) => {
    const found = unit.importAt(binder);
    if (found === undefined || found.statement.modules.length > 0) return false;
    const { base } = found.statement;
    return base === undefined
      ? use.attributes.length === 1 && found.imported.name === home
      : use.attributes.length === 0 && base === home && found.imported.name === factory;
  });
}
