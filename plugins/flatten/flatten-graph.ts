import type { FlattenNaming } from '../../core/flatten-naming.ts';
import type { Graph } from '../../core/graph.ts';
import type { Module } from '../../core/module.ts';
import { absoluteName, withParents } from '../../core/python/import-requests.ts';
import { Failures } from './failures.ts';
import type { FlatProgram } from './flattened-text.ts';
import { ModuleBindings } from './module-bindings.ts';
import { moduleObstacle, namesModule, type Obstacle } from './module-rules.ts';
import { nameSymbols } from './naming.ts';
import { Placement } from './placement.ts';
import { type Observer, programObserver } from './program-rules.ts';
import { Symbols } from './symbols.ts';
import type { Unit } from './unit.ts';
import { unitsOf } from './units.ts';

/** Which modules of a program are flattened, and why others are not. */
export interface Flattening {
  /** What is flattened, as far as anything is. */
  readonly program: FlatProgram | undefined;
  readonly flattened: ReadonlySet<Module>;
  readonly obstacles: ReadonlyMap<Module, Obstacle>;
  /** Why nothing is. */
  readonly observer: Observer | undefined;
}

/** Finds the modules that can be flattened: as long as one breaks a rule, what is left without it is looked at again. */
export function flattenGraph(graph: Graph, isWanted: (module: Module) => boolean, renaming: FlattenNaming): Flattening {
  const all = unitsOf(graph);
  const obstacles = new Map<Module, Obstacle>();
  const observer = programObserver(all, graph);
  const entry = all.find(({ isEntry }) => isEntry);
  const nothing = { program: undefined, flattened: new Set<Module>(), obstacles, observer };
  if (observer !== undefined || entry === undefined) return nothing;

  const units = new Map(
    all
      .filter((unit) => !unit.isEntry && (unit.isHollow || isWanted(unit.module)))
      .map((unit) => [unit.module, unit] as const),
  );
  const strings = all.flatMap(({ found }) => found.strings.map(({ text }) => text));
  const settle = (failures: Failures): boolean => {
    for (const [unit, obstacle] of failures) {
      units.delete(unit.module);
      obstacles.set(unit.module, obstacle);
    }
    return failures.isEmpty;
  };

  const own = new Failures();
  for (const unit of units.values()) {
    const named = strings.find((text) => namesModule(text, unit.name));
    const obstacle =
      moduleObstacle(unit) ?? (named === undefined ? undefined : { reason: `the string "${named}" may name it` });
    if (obstacle !== undefined) own.add(unit, obstacle);
  }
  settle(own);

  for (;;) {
    const failures = new Failures();
    for (const module of graph.modules) checkImporters(module, units, failures);
    if (!settle(failures)) continue;
    const placement = new Placement(entry, units, failures);
    if (!settle(failures)) continue;
    const present = [entry, ...units.values()];
    const modules = new ModuleBindings(present, units, graph, failures);
    if (!settle(failures)) continue;
    for (const { unit, owner } of modules.takings()) {
      if (!placement.isHalfMadeFor(unit, owner)) continue;
      failures.add(owner, { reason: `${unit.name} takes a name of it while it is half made` });
    }
    if (!settle(failures)) continue;
    const symbols = new Symbols(present, modules, placement, graph, failures);
    if (!settle(failures)) continue;
    nameSymbols(present, symbols, placement, renaming, failures);
    if (!settle(failures)) continue;
    const flattened = new Set(
      [...units.values()].filter((unit) => !unit.isHollow || !isNeeded(unit, graph, units)).map(({ module }) => module),
    );
    const program = flattened.size === 0 ? undefined : { entry, modules, symbols, placement };
    return { program, flattened, obstacles, observer };
  }
}

/** Whether a package without code is imported all the same: by a module that stays one, or with a module in it. */
function isNeeded({ name, module }: Unit, graph: Graph, units: ReadonlyMap<Module, Unit>): boolean {
  return graph.modules.some((other) => {
    if (other.isEntry || other.isLeftOut || units.has(other)) return false;
    return other.name.startsWith(`${name}.`) || other.imports.some(({ module: target }) => target === module);
  });
}

/** What is asked for by other means than import statements, or by a module that stays one, has to be a module. */
function checkImporters(module: Module, units: ReadonlyMap<Module, Unit>, failures: Failures): void {
  const isFlat = module.isEntry || units.has(module);
  for (const { module: target, fact, name, required } of module.imports) {
    if (target === undefined && required) failPackages(name, units, failures);
    const unit = target === undefined ? undefined : units.get(target);
    if (unit === undefined) continue;
    if (fact === undefined && !unit.isHollow)
      failures.add(unit, { reason: `${module.name} asks for it without an import statement` });
    if (!isFlat && !unit.isHollow && !module.isLeftOut)
      failures.add(unit, { reason: `${module.name} imports it, which is not flattened` });
  }
  for (const shared of [module.aliasOf, module.textOf]) {
    const unit = shared === undefined ? undefined : units.get(shared);
    if (unit !== undefined) failures.add(unit, { reason: `${module.name} is another name of it` });
  }
  // The packages of what is imported for real are imported as well.
  if (isFlat || module.isLeftOut) return;
  for (let dot = module.name.lastIndexOf('.'); dot > 0; dot = module.name.lastIndexOf('.', dot - 1)) {
    const name = module.name.slice(0, dot);
    for (const unit of units.values()) {
      if (unit.name === name && !unit.isHollow) failures.add(unit, { reason: `${module.name} in it is not flattened` });
    }
  }
  for (const held of heldPackages(module)) {
    for (const unit of units.values()) {
      const isBelow = unit.name.startsWith(`${held}.`) && !unit.isHollow;
      if (isBelow) failures.add(unit, { reason: `${module.name}, which is not flattened, has its package` });
    }
  }
  for (const unit of units.values()) {
    if (unit.name.startsWith(`${module.name}.`))
      failures.add(unit, { reason: `its package ${module.name} is not flattened` });
  }
}

/** What is not in the bundle is looked for in its package, which has to be there. */
function failPackages(name: string, units: ReadonlyMap<Module, Unit>, failures: Failures): void {
  for (const unit of units.values()) {
    if (name.startsWith(`${unit.name}.`))
      failures.add(unit, { reason: `${name} is imported, which is not in the bundle` });
  }
}

/** The modules that a module may have as objects, whose attributes are the modules in them. */
function heldPackages({ facts, package: packageName }: Module): string[] {
  return facts.imports.flatMap(({ from, level, names }) => {
    if (from === undefined) return names.flatMap(({ name }) => withParents(name));
    const base = absoluteName(from, level, packageName);
    return names.map(({ name }) => `${base}.${name}`);
  });
}
