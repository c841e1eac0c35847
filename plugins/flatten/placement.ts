import type { Graph } from '../../core/graph.ts';
import type { Module } from '../../core/module.ts';
import { withParents } from '../../core/python/import-requests.ts';
import type { EffectFinder } from '../tree-shake/noticeable-effects.ts';
import type { Failures } from './failures.ts';
import { lowerBound } from '../../core/lower-bound.ts';
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

/** An import of a module of the bundle that a module comes to, or the end of an import statement. */
interface Step {
  readonly statement: UnitImport;
  readonly module: Module | undefined;
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
  readonly #importers = new Map<Unit, Unit>();
  readonly #placed = new Map<UnitImport, PlacedUnit[]>();
  readonly #placedAbove = new Map<Unit, PlacedUnit[]>();
  /** The modules that run before an import that may run later, or never, with what they import. */
  readonly #early = new Set<Unit>();
  /** The modules outside the bundle that have been imported for certain. */
  readonly #imported = new Set<string>();
  readonly #states = new Map<Unit, 'running' | 'done'>();
  /** Packages that are half made while a module of theirs runs, by that module or what it imports. */
  readonly #halfMade = new Map<Unit, Set<Unit>>();
  /** The modules that are not flattened and may have run by now. */
  readonly #entered = new Set<Module>();
  readonly #units: ReadonlyMap<Module, Unit>;
  readonly #graph: Graph;
  readonly #findEffect: EffectFinder;
  readonly #failures: Failures;

  /** @param findEffect says what of running a module can be noticed */
  constructor(
    entry: Unit,
    units: ReadonlyMap<Module, Unit>,
    graph: Graph,
    findEffect: EffectFinder,
    failures: Failures,
  ) {
    this.#units = units;
    this.#graph = graph;
    this.#findEffect = findEffect;
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

  /** The modules whose text stands above a statement of a module that is no import, by the offsets of the lines. */
  above(unit: Unit): readonly PlacedUnit[] {
    return this.#placedAbove.get(unit) ?? [];
  }

  /** The modules that run earlier than Python runs them. */
  get early(): ReadonlySet<Unit> {
    return this.#early;
  }

  /** Whether a module runs while a package is half made, so that names of that may not be bound yet. */
  isHalfMadeFor(unit: Unit, owner: Unit): boolean {
    return this.#halfMade.get(unit)?.has(owner) ?? false;
  }

  /** Whether a module is another one, or runs while that does. */
  isWithin(unit: Unit, other: Unit): boolean {
    for (let around: Unit | undefined = unit; around !== undefined; around = this.#importers.get(around)) {
      if (around === other) return true;
    }
    return false;
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
      const { module, statement } = step;
      const target = module && this.#units.get(module);
      if (module === undefined) this.#importExternals(visit.unit, statement);
      else if (target === undefined) {
        if (statement.isTop && this.#early.has(visit.unit))
          this.#failEarly(visit.unit, `${module.name}, which it imports, is not flattened`);
        this.#enter(module);
      } else if (!target.isHollow) {
        const offset = this.#placeOf(target, step, visit.unit);
        if (offset !== undefined) running.push(this.#start(target, { unit: visit.unit, statement, offset }));
      }
    }
  }

  #start(unit: Unit, importer: Importer | undefined): Visit {
    this.#states.set(unit, 'running');
    this.#order.push({ unit, importer });
    if (importer !== undefined) this.#importers.set(unit, importer.unit);
    this.#startSegment(unit, 0);
    for (const { module, fact } of unit.module.imports) {
      if (fact === undefined && module !== undefined && !this.#units.has(module)) this.#enter(module);
    }
    const statements = unit.imports.filter(({ neverRuns }) => !neverRuns);
    const steps = statements.flatMap((statement) => {
      const own: Step[] = statement.modules.map((each) => ({ statement, ...each }));
      own.push({ statement, module: undefined, offset: statement.fact.end });
      return own;
    });
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

  /** Outside the bundle a module that runs early may only import what is there already. */
  #importExternals(unit: Unit, { fact, base, isTop }: UnitImport): void {
    if (!isTop || base === '__future__') return;
    const names = (base === undefined ? fact.names.map(({ name }) => name) : [base]).flatMap(withParents);
    const isOutside = (name: string): boolean => this.#graph.get(name) === undefined;
    if (this.#early.has(unit)) {
      const missing = names.find((name) => isOutside(name) && !this.#imported.has(name));
      if (missing !== undefined) this.#failEarly(unit, `it imports ${missing}`);
    } else for (const name of names.filter(isOutside)) this.#imported.add(name);
  }

  #failEarly(unit: Unit, reason: string): void {
    this.#failures.add(unit, { reason: `it is first imported where that may run later or never, and ${reason}` });
  }

  /** Where a module's text stands, if it runs for the first time when a statement imports it. */
  #placeOf(target: Unit, { statement, offset }: Step, unit: Unit): number | undefined {
    const state = this.#states.get(target);
    if (state === 'running') this.#meetRunning(target, statement, unit);
    if (state !== undefined) return undefined;
    if (!statement.isTop || this.#early.has(unit)) {
      const effect = this.#findEffect(target.module);
      if (effect !== undefined) {
        this.#failEarly(target, effect);
        return undefined;
      }
      this.#early.add(target);
    }
    const place = statement.isTop ? offset : lineAbove(unit, statement.fact.start);
    if (statement.isTop) addTo(this.#placed, statement, { unit: target, offset: place });
    else addTo(this.#placedAbove, unit, { unit: target, offset: place });
    return place;
  }

  /** A module imports one that is running. */
  #meetRunning(target: Unit, statement: UnitImport, unit: Unit): void {
    if (isPackageOnly(target, statement)) {
      const packages = this.#halfMade.get(unit);
      if (packages === undefined) this.#halfMade.set(unit, new Set([target]));
      else packages.add(target);
    } else if (this.#early.has(unit)) this.#failEarly(unit, `${target.name}, which it imports, is half made there`);
    else this.#failures.add(target, { reason: `it takes part in an import cycle with ${unit.name}` });
  }
}

function addTo<Key, Value>(lists: Map<Key, Value[]>, key: Key, value: Value): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [value]);
  else list.push(value);
}

/** The line where the statement at the top of a module begins that an offset is in, or the comment right above it. */
function lineAbove(unit: Unit, offset: number): number {
  const { text } = unit.module;
  const { start } = unit.statementAt(offset)!;
  const [comment] = /(?:(?<![^\n])#.*\n)*$/.exec(text.slice(0, start))!;
  // A comment at the top is the file's.
  return comment.length === start ? start : start - comment.length;
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
