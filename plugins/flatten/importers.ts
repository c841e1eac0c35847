import type { Graph } from '../../core/graph.ts';
import type { ImportEdge, Module } from '../../core/module.ts';
import { ImportGuard } from '../../core/python/facts.ts';
import { absoluteName, withParents } from '../../core/python/import-requests.ts';
import type { Failures } from './failures.ts';
import type { Unit } from './unit.ts';

/** Whether an import of a module may run: `if TYPE_CHECKING` never does. */
export const mayRun = ({ fact }: ImportEdge): boolean =>
  fact === undefined || (fact.guard & ImportGuard.TypeChecking) === 0;

/** Finds the modules that others need as modules. */
export class Importers {
  readonly #graph: Graph;
  readonly #units: ReadonlyMap<Module, Unit>;
  /** By the name of a package the modules in it. */
  readonly #below = new Map<string, Unit[]>();

  /** @param units what is to be flattened, which gets less later */
  constructor(graph: Graph, units: ReadonlyMap<Module, Unit>) {
    this.#graph = graph;
    this.#units = units;
    for (const unit of units.values()) {
      for (const name of withParents(unit.name).slice(0, -1)) {
        const below = this.#below.get(name);
        if (below === undefined) this.#below.set(name, [unit]);
        else below.push(unit);
      }
    }
  }

  /** What is asked for by other means than import statements, or by a module that stays one, has to be a module. */
  check(module: Module, failures: Failures): void {
    const isFlat = module.isEntry || this.#units.has(module);
    for (const edge of module.imports) {
      if (!mayRun(edge)) continue;
      const { module: target, fact, name, required } = edge;
      if (target === undefined && required) this.#failPackages(name, failures);
      const unit = target === undefined ? undefined : this.#units.get(target);
      if (unit === undefined || unit.isHollow) continue;
      if (fact === undefined) failures.add(unit, { reason: `${module.name} asks for it without an import statement` });
      if (!isFlat && !module.isLeftOut && takenNames(unit, edge, module, this.#graph) === undefined) {
        failures.add(unit, { reason: `${module.name}, which is not flattened, needs it as a module` });
      }
    }
    for (const shared of [module.aliasOf, module.textOf]) {
      const unit = shared === undefined ? undefined : this.#units.get(shared);
      if (unit !== undefined) failures.add(unit, { reason: `${module.name} is another name of it` });
    }
    if (!isFlat && !module.isLeftOut) this.#checkPackages(module, failures);
  }

  /** The packages of what is imported for real are imported as well. */
  #checkPackages(module: Module, failures: Failures): void {
    for (const name of withParents(module.name).slice(0, -1)) {
      const unit = this.#unitNamed(name);
      if (unit?.isHollow === false) failures.add(unit, { reason: `${module.name} in it is not flattened` });
    }
    for (const held of heldPackages(module)) {
      for (const unit of this.#below.get(held) ?? []) {
        if (unit.isHollow || !this.#units.has(unit.module)) continue;
        failures.add(unit, { reason: `${module.name}, which is not flattened, has its package` });
      }
    }
    for (const unit of this.#below.get(module.name) ?? []) {
      if (this.#units.has(unit.module)) failures.add(unit, { reason: `its package ${module.name} is not flattened` });
    }
  }

  /** What is not in the bundle is looked for in its package, which has to be there. */
  #failPackages(name: string, failures: Failures): void {
    for (const parent of withParents(name).slice(0, -1)) {
      const unit = this.#unitNamed(parent);
      if (unit !== undefined) failures.add(unit, { reason: `${name} is imported, which is not in the bundle` });
    }
  }

  #unitNamed(name: string): Unit | undefined {
    const module = this.#graph.get(name);
    return module === undefined ? undefined : this.#units.get(module);
  }
}

/**
 * The names that a module takes of a flattened one by `from m import n`, which leaves it nothing else of that module;
 * nothing where it may get the module itself. Of the packages around that one it takes none.
 */
export function takenNames(unit: Unit, { fact }: ImportEdge, importer: Module, graph: Graph): string[] | undefined {
  if (fact?.from === undefined) return undefined;
  const base = absoluteName(fact.from, fact.level, importer.package);
  if (base.startsWith(`${unit.name}.`)) return [];
  const names = fact.names.map(({ name }) => name);
  const areNames = names.every((name) => unit.bindings.has(name) && graph.get(`${unit.name}.${name}`) === undefined);
  return base === unit.name && areNames ? names : undefined;
}

/** The modules that a module may have as objects, whose attributes are the modules in them. */
function heldPackages({ facts, package: packageName }: Module): string[] {
  return facts.imports.flatMap(({ from, level, names }) => {
    if (from === undefined) return names.flatMap(({ name }) => withParents(name));
    const base = absoluteName(from, level, packageName);
    return names.map(({ name }) => `${base}.${name}`);
  });
}
