import type { FrozenOptions } from '../../core/options.ts';
import type { Graph } from '../../core/graph.ts';
import type { Module } from '../../core/module.ts';
import { facts } from '../../core/python/facts.ts';
import { withParents } from '../../core/python/import-requests.ts';
import type { TreeShakeApi } from '../tree-shake/index.ts';
import type { EffectFinder } from '../tree-shake/noticeable-effects.ts';
import { checkEarlyModules, patchesLibraries } from './early-modules.ts';
import { facadesOf } from './facades.ts';
import { Failures } from './failures.ts';
import type { FlatProgram } from './flattened-text.ts';
import { Importers } from './importers.ts';
import { ModuleBindings } from './module-bindings.ts';
import { moduleObstacle, type Obstacle } from './module-rules.ts';
import { namesInStrings } from './names-in-strings.ts';
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
export function flattenGraph(
  graph: Graph,
  isWanted: (module: Module) => boolean,
  { flatten: renaming, targetPython }: Pick<FrozenOptions, 'flatten' | 'targetPython'>,
  effectFinder: TreeShakeApi['effectFinder'],
): Flattening {
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
  const stringNaming = namesInStrings(all);
  const byModule = new Map(all.map((unit) => [unit.module, unit]));
  let finder: EffectFinder | undefined;
  const findEffect = (module: Module): string | undefined => {
    // Of what has no text of its own nothing is known.
    finder ??= effectFinder(graph, (each) => byModule.get(each)?.found.facts ?? facts(''));
    return finder(module);
  };
  const settle = (failures: Failures): boolean => {
    for (const [unit, obstacle] of failures) {
      units.delete(unit.module);
      obstacles.set(unit.module, obstacle);
    }
    return failures.isEmpty;
  };

  const mayBePatched = all.some(patchesLibraries);
  const own = new Failures();
  for (const unit of units.values()) {
    const named = stringNaming(unit.name);
    const obstacle =
      moduleObstacle(unit, mayBePatched, targetPython) ??
      (named === undefined ? undefined : { reason: `the string "${named}" may name it` });
    if (obstacle !== undefined) own.add(unit, obstacle);
  }
  settle(own);

  const importers = new Importers(graph, units);
  let changed: Iterable<Module> = graph.modules;
  for (;;) {
    // What a module that stays one imports may have to be a module, and so on.
    for (let next = [...changed]; next.length > 0;) {
      const found = new Failures();
      for (const module of next) importers.check(module, found);
      settle(found);
      next = [...found].map(([{ module }]) => module);
    }
    const failures = new Failures();
    const restart = (): boolean => {
      changed = [...failures].map(([{ module }]) => module);
      return !settle(failures);
    };
    const placement = new Placement(entry, units, graph, findEffect, failures);
    if (restart()) continue;
    const present = [entry, ...units.values()];
    const modules = new ModuleBindings(present, units, graph, failures);
    if (restart()) continue;
    for (const { unit, owner } of modules.takings()) {
      if (!placement.isHalfMadeFor(unit, owner)) continue;
      failures.add(placement.early.has(unit) ? unit : owner, {
        reason: `${unit.name} takes a name of it while it is half made`,
      });
    }
    if (restart()) continue;
    for (const { unit, children } of modules.redirects) {
      const child = children.find((each) => placement.isWithin(unit, each));
      if (child === undefined) continue;
      failures.add(unit, {
        reason: `${child.name}, which it uses as an attribute of its package, is none before it has run`,
      });
    }
    checkEarlyModules(placement, modules, mayBePatched, failures);
    checkChildren(units, modules, failures);
    if (restart()) continue;
    const facades = facadesOf(graph, all, units, modules, failures);
    if (restart()) continue;
    const symbols = new Symbols(present, modules, placement, graph, failures);
    if (restart()) continue;
    nameSymbols(present, symbols, placement, renaming, failures);
    if (restart()) continue;
    const needed = neededPackages(graph, units);
    for (const { module, isHollow } of units.values()) {
      if (isHollow && needed.has(module)) obstacles.set(module, { reason: 'modules that are not flattened need it' });
    }
    const flattened = new Set(
      [...units.values()]
        .filter(({ isHollow, module }) => !isHollow || !needed.has(module))
        .map(({ module }) => module),
    );
    const program = flattened.size === 0 ? undefined : { entry, modules, symbols, placement, facades };
    return { program, flattened, obstacles, observer };
  }
}

/** A module that is imported becomes a name of its package, which no text says. */
function checkChildren(units: ReadonlyMap<Module, Unit>, modules: ModuleBindings, failures: Failures): void {
  for (const inner of units.values()) {
    const { name } = inner;
    const dot = name.lastIndexOf('.');
    const unit = dot < 0 ? undefined : modules.unitNamed(name.slice(0, dot));
    const child = name.slice(dot + 1);
    if (unit === undefined) continue;
    const isOther = unit.bindings.has(child) && modules.moduleOf(unit, child) !== inner;
    if (unit.builtinReads.has(child) || isOther) {
      failures.add(unit, {
        reason: `${child} is a name in it, and a module in it`,
        span: unit.bindings.get(child)?.[0],
      });
    }
  }
}

/** The packages without code that are imported all the same: by modules that stay such, or with a module in them. */
function neededPackages(graph: Graph, units: ReadonlyMap<Module, Unit>): Set<Module> {
  const needed = new Set<Module>();
  for (const module of graph.modules) {
    if (module.isEntry || module.isLeftOut || units.has(module)) continue;
    const parents = withParents(module.name).map((name) => graph.get(name));
    for (const other of [...parents, ...module.imports.map((edge) => edge.module)]) {
      if (other !== undefined) needed.add(other);
    }
  }
  return needed;
}
