import type { Graph } from '../../core/graph.ts';
import type { Module } from '../../core/module.ts';
import type { Range } from '../../core/python/facts.ts';
import type { Failures } from './failures.ts';
import { lowerBound } from '../wrap/edit.ts';
import { mayRun } from './importers.ts';
import type { Unit } from './unit.ts';
import type { UnitImport } from './unit-imports.ts';

/** A part of a unit's text, in the order of the bundle. */
interface Segment {
  readonly start: number;
  /** Its place among all parts. */
  readonly order: number;
}

/** The place in an import statement at which a module's text stands. */
interface Importer {
  readonly unit: Unit;
  readonly statement: UnitImport;
  /** What the statement does for names before that runs before the module does. */
  readonly offset: number;
}

/** A module whose text stands at an import statement. */
interface PlacedUnit {
  readonly unit: Unit;
  readonly offset: number;
}

/** An import that a module comes to. */
interface Step {
  readonly statement: UnitImport;
  readonly module: Module;
  readonly offset: number;
}

/** A module that is running, and how far it has come. */
interface Visit {
  readonly unit: Unit;
  readonly importer: Importer | undefined;
  readonly steps: readonly Step[];
  next: number;
}

/** Where the text of each module stands: at the one import statement that is the first to run. */
export class Placement {
  /** Of each unit, in source order. */
  readonly #segments = new Map<Unit, Segment[]>();
  #segmentCount = 0;
  readonly #order: { readonly unit: Unit; readonly importer: Importer | undefined }[] = [];
  readonly #placed = new Map<UnitImport, PlacedUnit[]>();
  readonly #states = new Map<Unit, 'running' | 'done'>();
  /** Packages that are half made while a module of theirs runs, by that module or what it imports. */
  readonly #halfMade = new Map<Unit, Set<Unit>>();
  /** The modules that are not flattened and may have run by now. */
  readonly #entered = new Set<Module>();
  readonly #units: ReadonlyMap<Module, Unit>;
  readonly #failures: Failures;

  constructor(entry: Unit, units: ReadonlyMap<Module, Unit>, graph: Graph, failures: Failures) {
    this.#units = units;
    this.#failures = failures;
    this.#visit(entry);
    for (const module of graph.modules) if (module !== entry.module && !units.has(module)) this.#enter(module);
    for (const unit of units.values()) {
      if (this.#states.has(unit) || unit.isHollow || unit.isEntry) continue;
      failures.add(unit, { reason: 'no import statement at the top of a flattened module imports it' });
    }
  }

  /** The modules in the order in which they begin to run, the entry first, and where the text of each stands. */
  get order(): readonly { readonly unit: Unit; readonly importer: Importer | undefined }[] {
    return this.#order;
  }

  /** The modules whose text stands at an import statement, in that order. */
  at(statement: UnitImport): readonly PlacedUnit[] {
    return this.#placed.get(statement) ?? [];
  }

  /** Whether a module runs while a package is half made, so that names of that may not be bound yet. */
  isHalfMadeFor(unit: Unit, owner: Unit): boolean {
    return this.#halfMade.get(unit)?.has(owner) ?? false;
  }

  /** Whether one place of the bundle comes before another. */
  isBefore(one: Unit, offset: number, other: Unit, otherOffset: number): boolean {
    const [first, second] = [this.#segmentOf(one, offset), this.#segmentOf(other, otherOffset)];
    return first < second || (first === second && offset < otherOffset);
  }

  #segmentOf(unit: Unit, offset: number): number {
    const segments = this.#segments.get(unit)!;
    return segments[lowerBound(segments.length, (index) => segments[index]!.start <= offset) - 1]!.order;
  }

  #startSegment(unit: Unit, start: number): void {
    const segment = { start, order: this.#segmentCount++ };
    const segments = this.#segments.get(unit);
    if (segments === undefined) this.#segments.set(unit, [segment]);
    else segments.push(segment);
  }

  /** Runs through the modules as Python would, but that what stands in functions is met where it stands. */
  #visit(entry: Unit): void {
    const running = [this.#start(entry, undefined)];
    for (let visit = running.at(-1); visit !== undefined; visit = running.at(-1)) {
      const step = visit.steps[visit.next++];
      if (step === undefined) {
        const { unit, importer } = visit;
        this.#states.set(unit, 'done');
        if (importer !== undefined) this.#startSegment(importer.unit, importer.offset);
        running.pop();
        continue;
      }
      const target = this.#units.get(step.module);
      if (target === undefined) this.#enter(step.module);
      else if (!target.isHollow && this.#isPlacedAt(target, step, visit.unit)) {
        running.push(this.#start(target, { unit: visit.unit, statement: step.statement, offset: step.offset }));
      }
    }
  }

  #start(unit: Unit, importer: Importer | undefined): Visit {
    this.#states.set(unit, 'running');
    this.#order.push({ unit, importer });
    this.#startSegment(unit, 0);
    for (const { module, fact } of unit.module.imports) {
      if (fact === undefined && module !== undefined && !this.#units.has(module)) this.#enter(module);
    }
    const statements = unit.imports.filter(({ neverRuns }) => !neverRuns);
    const steps = statements.flatMap((statement) => statement.modules.map((each) => ({ statement, ...each })));
    return { unit, importer, steps, next: 0 };
  }

  /** What a module that is not flattened, and those that it imports, may ask for has to have run. */
  #enter(first: Module): void {
    const waiting = [first];
    for (let module = waiting.pop(); module !== undefined; module = waiting.pop()) {
      if (this.#entered.has(module) || module.isLeftOut) continue;
      this.#entered.add(module);
      const targets = module.imports.filter(mayRun).map((edge) => edge.module);
      for (const target of [...targets, module.aliasOf, module.textOf]) {
        const unit = target === undefined ? undefined : this.#units.get(target);
        if (target !== undefined && unit === undefined) waiting.push(target);
        if (unit === undefined || unit.isHollow || this.#states.get(unit) === 'done') continue;
        this.#failures.add(unit, {
          reason: `${module.name}, which is not flattened, may ask for it before it has run`,
        });
      }
    }
  }

  /** Whether a module runs for the first time when a statement imports it. */
  #isPlacedAt(target: Unit, { statement, offset }: Step, unit: Unit): boolean {
    const state = this.#states.get(target);
    const span: Range = statement.fact;
    if (state === 'running' && isPackageOnly(target, statement)) {
      const packages = this.#halfMade.get(unit);
      if (packages === undefined) this.#halfMade.set(unit, new Set([target]));
      else packages.add(target);
    } else if (state === 'running') {
      this.#failures.add(target, { reason: `it takes part in an import cycle with ${unit.name}` });
    } else if (!statement.isTop && state === undefined) {
      const where = { reason: `${unit.name} imports it first, in a function, a condition or beside other statements` };
      this.#failures.add(target, unit === target ? { ...where, span } : where);
    } else if (statement.isTop && state === undefined) {
      const placed = this.#placed.get(statement);
      if (placed === undefined) this.#placed.set(statement, [{ unit: target, offset }]);
      else placed.push({ unit: target, offset });
      return true;
    }
    return false;
  }
}

/** Whether a statement imports a package for the sake of modules in it. */
function isPackageOnly({ name, bindings }: Unit, { fact, base, modules }: UnitImport): boolean {
  if (fact.from === undefined) return fact.names.every((imported) => imported.name !== name);
  if (base !== name) return true;
  return fact.names.every(
    (imported) =>
      !bindings.has(imported.name) && modules.some(({ module }) => module.name === `${name}.${imported.name}`),
  );
}
