import type { Graph } from '../../core/graph.ts';
import type { ImportedName } from '../../core/python/facts.ts';
import type { SymbolUse } from '../../core/python/flattening/symbol-uses.ts';
import { boundName } from '../../core/python/import-requests.ts';
import { isKnown } from '../tree-shake/known-names.ts';
import { isBoundWhenever, isStable } from './certain-bindings.ts';
import type { Failures } from './failures.ts';
import { type LocalImport, needlessLocals } from './local-imports.ts';
import type { ModuleBindings } from './module-bindings.ts';
import type { Placement } from './placement.ts';
import type { LocalName, Unit } from './unit.ts';
import type { UnitImport } from './unit-imports.ts';

/** A place where the name of a symbol has to be written, and the scope that it is read in. */
export interface Reading {
  readonly unit: Unit;
  readonly scope: number;
  /** The module that the symbol is taken from. */
  readonly owner: Unit;
  /** A variable of a function that has had its value, and is gone. */
  readonly gone?: LocalName;
}

/** One variable of the bundle: a name of a module, shared with those that import it. */
export class FlatSymbol {
  readonly name: string;
  readonly members: Unit[];
  readonly readings: Reading[] = [];
  /** What it is called in the bundle. */
  finalName: string;
  /** Definitions that run while another symbol has their name, which is kept under a third one for that moment. */
  readonly setAside = new Map<SymbolUse, string>();

  constructor(name: string, unit: Unit) {
    this.name = this.finalName = name;
    this.members = [unit];
  }

  get isEntrys(): boolean {
    return this.members.some(({ isEntry }) => isEntry);
  }

  /** The places in all its modules. */
  *uses(): Generator<readonly [unit: Unit, use: SymbolUse]> {
    for (const unit of this.members) {
      for (const use of unit.usesOf(this.name)) yield [unit, use];
    }
  }
}

/** A name of an import statement that is assigned a name of another module. */
interface Assignment extends LocalImport {
  readonly unit: Unit;
}

/** The variables of all flattened modules and of the entry. */
export class Symbols {
  readonly #symbols = new Map<Unit, Map<string, FlatSymbol>>();
  /** Names of import statements that become assignments. */
  readonly #assigned = new Map<ImportedName, Assignment>();
  /** Of each unit the places that read a variable of a module where they read one of a function. */
  readonly #readLocals = new Map<Unit, { readonly use: SymbolUse; readonly symbol: FlatSymbol }[]>();

  constructor(all: readonly Unit[], modules: ModuleBindings, placement: Placement, graph: Graph, failures: Failures) {
    for (const unit of all) {
      const own = new Map<string, FlatSymbol>();
      for (const name of unit.bindings.keys()) if (!modules.has(unit, name)) own.set(name, new FlatSymbol(name, unit));
      this.#symbols.set(unit, own);
    }
    for (const unit of all) {
      for (const statement of unit.imports) {
        for (const imported of statement.fact.names) this.#import(unit, statement, imported, modules, failures);
      }
    }
    this.#shareExternals(all, graph, placement);
    for (const { unit, use, target } of modules.redirects) {
      if (!isBoundWhenever(target.unit, target.name)) failures.add(target.unit, unbound(target.unit, target.name));
      this.of(target.unit, target.name)?.readings.push({ unit, scope: use.scope, owner: target.unit });
    }
    const assigned = new Map<Unit, Assignment[]>(all.map((unit) => [unit, []]));
    for (const each of this.#assigned.values()) assigned.get(each.unit)!.push(each);
    for (const [unit, own] of assigned) this.#readAcross(unit, own);
    for (const { unit, statement, target } of this.#assigned.values()) {
      const symbol = this.of(target.unit, target.name)!;
      symbol.readings.push({ unit, scope: statement.fact.scope, owner: symbol.members[0]! });
    }
  }

  of(unit: Unit, name: string): FlatSymbol | undefined {
    return this.#symbols.get(unit)?.get(name);
  }

  /** The symbol that a name of an import statement is assigned. */
  assignedTo(imported: ImportedName): FlatSymbol | undefined {
    const target = this.#assigned.get(imported)?.target;
    return target && this.of(target.unit, target.name);
  }

  /** What a module reads of others where it had variables of functions. */
  readLocalsIn(unit: Unit): readonly { readonly use: SymbolUse; readonly symbol: FlatSymbol }[] {
    return this.#readLocals.get(unit) ?? [];
  }

  /** Every symbol once. */
  all(): Set<FlatSymbol> {
    const found = new Set<FlatSymbol>();
    for (const own of this.#symbols.values()) for (const symbol of own.values()) found.add(symbol);
    return found;
  }

  #import(
    unit: Unit,
    statement: UnitImport,
    imported: ImportedName,
    modules: ModuleBindings,
    failures: Failures,
  ): void {
    const target = modules.targetOf(imported);
    if (target.kind !== 'symbol' || statement.neverRuns) return;
    if (!isBoundWhenever(target.unit, target.name)) return failures.add(target.unit, unbound(target.unit, target.name));
    const name = boundName(statement.fact, imported);
    const [own, other] = [this.of(unit, name), this.of(target.unit, target.name)];
    if (other === undefined) return;
    const isShared =
      own !== undefined &&
      name === target.name &&
      statement.isTop &&
      isBoundByImportOnly(unit, name, (each) => isSameTarget(modules.targetOf(each), target)) &&
      isStable(target.unit, target.name) &&
      firstUse(unit, name) >= imported.start;
    if (isShared) this.#merge(own, other);
    else this.#assigned.set(imported, { unit, imported, statement, target });
  }

  /** Functions read the variables of modules that they import names of, where they need none of their own. */
  #readAcross(unit: Unit, own: readonly Assignment[]): void {
    const found = needlessLocals(unit, own).flatMap(({ local, imports, readings }) => {
      for (const { imported } of imports) this.#assigned.delete(imported);
      const [{ target }] = imports as readonly [LocalImport];
      const symbol = this.of(target.unit, target.name)!;
      return readings.map((use) => {
        symbol.readings.push({ unit, scope: use.scope, owner: symbol.members[0]!, gone: local });
        return { use, symbol };
      });
    });
    this.#readLocals.set(unit, found);
  }

  #merge(one: FlatSymbol, other: FlatSymbol): void {
    if (one === other) return;
    for (const unit of one.members) {
      other.members.push(unit);
      this.#symbols.get(unit)!.set(one.name, other);
    }
  }

  /** The same module of the library under the same name is one variable, as is a name of it that nobody changes. */
  #shareExternals(all: readonly Unit[], graph: Graph, placement: Placement): void {
    const shared = new Map<string, { symbol: FlatSymbol; unit: Unit; offset: number }>();
    const found: { key: string; unit: Unit; name: string; offset: number }[] = [];
    for (const unit of all) {
      for (const statement of unit.imports.filter(({ isTop }) => isTop)) {
        for (const imported of statement.fact.names) {
          const identity = externalIdentity(statement, imported, graph);
          const name = boundName(statement.fact, imported);
          if (identity === undefined || this.of(unit, name) === undefined) continue;
          const isSame = isBoundByImportOnly(
            unit,
            name,
            (other, each) => each.isTop && externalIdentity(each, other, graph) === identity,
          );
          if (!isSame) continue;
          if (firstUse(unit, name) < imported.start) continue;
          found.push({ key: `${identity} ${name}`, unit, name, offset: imported.start });
        }
      }
    }
    found.sort((a, b) => (placement.isBefore(a.unit, a.offset, b.unit, b.offset) ? -1 : 1));
    for (const { key, unit, name, offset } of found) {
      const symbol = this.of(unit, name)!;
      const first = shared.get(key);
      if (first === undefined) shared.set(key, { symbol, unit, offset });
      else if (first.symbol !== symbol) this.#merge(symbol, first.symbol);
    }
  }
}

const unbound = (unit: Unit, name: string) => ({
  reason: `${name}, which is asked of it, is bound under conditions, deleted, or not at all`,
  span: unit.bindings.get(name)?.[0],
});

const isSameTarget = (one: ReturnType<ModuleBindings['targetOf']>, other: typeof one): boolean =>
  one.kind === 'symbol' && other.kind === 'symbol' && one.unit === other.unit && one.name === other.name;

/** Where the name is first written in a module. */
const firstUse = (unit: Unit, name: string): number => unit.usesOf(name)[0]?.start ?? 0;

/** Whether all that binds a name of a module are some names of import statements. */
function isBoundByImportOnly(
  unit: Unit,
  name: string,
  isOne: (imported: ImportedName, statement: UnitImport) => boolean,
): boolean {
  const isBinder = (use: SymbolUse): boolean => {
    const found = unit.importAt(use);
    return found !== undefined && isOne(found.imported, found.statement);
  };
  return unit.bindings.get(name)!.every(isBinder) && !unit.classReads.has(name);
}

/** What an import statement binds a name to, where that is the same object whenever it runs. */
function externalIdentity({ fact, base }: UnitImport, { name, alias }: ImportedName, graph: Graph): string | undefined {
  if (fact.from === undefined) return alias === undefined ? name.split('.', 1)[0] : name;
  if (base === undefined || graph.get(base) !== undefined || !isKnown(base, name)) return undefined;
  return `${base}:${name}`;
}
