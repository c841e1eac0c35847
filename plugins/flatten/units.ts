import type { Graph } from '../../core/graph.ts';
import type { Module } from '../../core/module.ts';
import { isBoundWhenever } from './certain-bindings.ts';
import { Unit } from './unit.ts';

const hasText = ({ aliasOf, textOf, syntaxError, isLeftOut, isNamespace }: Module): boolean =>
  aliasOf === undefined && textOf === undefined && syntaxError === undefined && !isLeftOut && !isNamespace;

/** A unit for each module that has a text of its own; where star imports bind known names, these are names of the module. */
export function unitsOf(graph: Graph): Unit[] {
  const units = new Map<Module, Unit | 'being made'>();
  const starNames = (name: string): ReadonlyMap<string, boolean> | undefined => {
    const module = graph.get(name);
    const unit = module !== undefined && hasText(module) && !module.isEntry ? unitOf(module) : undefined;
    const names = unit && exportedNames(unit, graph);
    return names && new Map(names.map((each) => [each, isBoundWhenever(unit, each)] as const));
  };
  function unitOf(module: Module): Unit | undefined {
    const known = units.get(module);
    if (known !== undefined) return known === 'being made' ? undefined : known;
    units.set(module, 'being made');
    const unit = new Unit(module, graph, starNames);
    units.set(module, unit);
    return unit;
  }
  return graph.modules.filter(hasText).map((module) => unitOf(module)!);
}

/** The names that a star import of a module binds; nothing where something may change them. */
function exportedNames(unit: Unit, graph: Graph): readonly string[] | undefined {
  if (unit.found.facts.dynamicNames.length > 0) return undefined;
  const listed = unit.usesOf('__all__');
  if (listed.length > 0) return listed.length === 1 ? unit.exportList()?.names : undefined;
  if (unit.imports.some(({ isStar, fact }) => isStar && fact.names[0]?.name === '*')) return undefined;
  // Modules in a package are names of it once they have been imported.
  if (unit.module.isPackage && graph.modules.some(({ name }) => name.startsWith(`${unit.name}.`))) return undefined;
  const isOfFuture = (name: string): boolean =>
    unit.bindings.get(name)!.every((use) => unit.importAt(use)?.statement.base === '__future__');
  // Nothing is left of a future statement. Who reads the name that it binds is not flattened.
  return [...unit.bindings.keys()].filter(
    (name) => !name.startsWith('_') && !unit.deletesAtEnd(name) && !isOfFuture(name),
  );
}
