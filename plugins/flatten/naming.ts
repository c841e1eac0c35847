import type { FlattenNaming } from '../../core/flatten-naming.ts';
import { isBinding, Role } from '../../core/python/references.ts';
import { mayBeUnbound } from './unbound-reads.ts';
import { BindingOrder } from './binding-order.ts';
import { forwardReferences } from './forward-references.ts';
import type { Failures } from './failures.ts';
import type { Obstacle } from './module-rules.ts';
import type { Placement } from './placement.ts';
import type { FlatSymbol, Symbols } from './symbols.ts';
import type { Unit } from './unit.ts';

/** Gives every symbol of the bundle a name of its own. */
export function nameSymbols(
  all: readonly Unit[],
  symbols: Symbols,
  placement: Placement,
  renaming: FlattenNaming,
  failures: Failures,
): void {
  const byName = new Map<string, FlatSymbol[]>();
  for (const symbol of symbols.all()) {
    const same = byName.get(symbol.name);
    if (same === undefined) byName.set(symbol.name, [symbol]);
    else same.push(symbol);
  }
  const taken = new Set<string>();
  const readersOf = new Map<string, Unit[]>();
  for (const unit of all) {
    for (const name of unit.found.identifiers.keys()) taken.add(name);
    for (const name of unit.builtinReads) {
      const readers = readersOf.get(name);
      if (readers === undefined) readersOf.set(name, [unit]);
      else readers.push(unit);
    }
  }
  const references = forwardReferences(all);
  const order = new BindingOrder(placement);
  for (const [name, group] of byName) {
    const readers = readersOf.get(name) ?? [];
    const mustChange = (symbol: FlatSymbol): boolean =>
      readers.length > 0 || symbol.readings.some(({ unit, scope, gone }) => unit.isHidden(name, scope, gone));
    const keeper = keeperOf(group, mustChange, order);
    for (const symbol of group) {
      const isChosen = renaming.rename === 'always' && !symbol.isEntrys;
      if (symbol === keeper && !isChosen) continue;
      if (symbol.isEntrys) {
        failEntrys(symbol, readers, failures);
        continue;
      }
      const owner = symbol.members[0]!;
      const obstacle = renameObstacle(symbol, keeper, references, order);
      if (obstacle === undefined) {
        symbol.finalName = freeName(owner, name, renaming.prefix, taken);
        if (keeper !== undefined) setAside(symbol, keeper, order, taken);
      } else if (symbol === keeper) continue;
      else failures.add(owner, obstacle);
    }
  }
}

/** Of symbols with one name the one that keeps it: the entry's, else the one that is bound last. */
function keeperOf(
  group: readonly FlatSymbol[],
  mustChange: (symbol: FlatSymbol) => boolean,
  order: BindingOrder,
): FlatSymbol | undefined {
  const candidates = group.filter((symbol) => !mustChange(symbol));
  const entrys = group.find(({ isEntrys }) => isEntrys);
  if (entrys !== undefined) return candidates.includes(entrys) ? entrys : undefined;
  return candidates.reduce<FlatSymbol | undefined>(
    (last, symbol) => (last === undefined || order.isFirstBoundBefore(last, symbol) ? symbol : last),
    undefined,
  );
}

/** A name of the entry stays: who cannot live with it is not flattened. */
function failEntrys(symbol: FlatSymbol, readers: readonly Unit[], failures: Failures): void {
  for (const unit of readers) {
    failures.add(unit, { reason: `it reads ${symbol.name} of builtins, and the entry binds that name` });
  }
  for (const { owner, unit, scope, gone } of symbol.readings) {
    if (!unit.isHidden(symbol.name, scope, gone)) continue;
    failures.add(owner, { reason: `${symbol.name} is hidden where ${unit.name} uses it, and is the entry's name too` });
  }
}

/** Why a symbol has to keep its name. */
function renameObstacle(
  symbol: FlatSymbol,
  keeper: FlatSymbol | undefined,
  references: ReadonlyMap<string, Unit>,
  order: BindingOrder,
): Obstacle | undefined {
  const { name } = symbol;
  const because = (reason: string, span?: Obstacle['span']): Obstacle => ({
    reason: `${name} would have to be renamed, and ${reason}`,
    span,
  });
  for (const [unit, use] of symbol.uses()) {
    if (use.isShown) return because('an f-string shows its text', use);
    const isSpelled = use.role === Role.Import || unit.module.text.slice(use.start, use.end) === name;
    if (!isSpelled) return because('it is spelled in another way', use);
    if (unit.classReads.has(name)) return because('a class body binds it as well', use);
    if (use.role === Role.Load && mayBeUnbound(unit, use)) return because('it may be unbound where it is read', use);
    const before = unit.module.text.slice(Math.max(0, use.start - 40), use.start);
    if (isBinding(use.role) && /(?:^|[\n;:])[ \t\f]*type[ \t\f]+$/.test(before)) {
      return because('a type alias shows its name', use);
    }
    if (use.role === Role.Import) {
      const dotted = unit.imports.some(({ fact }) =>
        fact.names.some((each) => fact.from === undefined && each.start === use.start && each.name.includes('.')),
      );
      if (dotted) return because('an import of a submodule binds it', use);
    }
    if (use.role !== Role.Definition) continue;
    const { kind } = unit.statementAt(use.start)!;
    if (use.scope !== 0 || (kind !== 'function' && kind !== 'class')) {
      return because('it is defined under conditions or in a function', use);
    }
    if (keeper === undefined || keeper === symbol || order.isBeforeAny(unit, use.start, keeper)) continue;
    if (!order.isBoundAt(keeper, unit, use.start)) return because('another one may have the name before it', use);
  }
  const referring = references.get(name);
  if (referring !== undefined) return because(`a string in ${referring.name} refers to it`);
  return undefined;
}

/** Says for which definitions of a symbol the one that has its name is set aside for a moment. */
function setAside(symbol: FlatSymbol, keeper: FlatSymbol, order: BindingOrder, taken: Set<string>): void {
  let keptName: string | undefined;
  for (const [unit, use] of symbol.uses()) {
    if (use.role !== Role.Definition || order.isBeforeAny(unit, use.start, keeper)) continue;
    keptName ??= freeIdentifier(`kept_${symbol.name.replace(/^_+/, '')}`, taken);
    symbol.setAside.set(use, keptName);
  }
}

function freeName(unit: Unit, name: string, prefix: string, taken: Set<string>): string {
  const module = unit.name.replaceAll(/[^\p{ID_Continue}]/gu, '_');
  let found = prefix.replaceAll('{module}', module).replaceAll('{name}', name);
  // A class would mangle it.
  if (found.startsWith('__') && !found.endsWith('__')) found = `m${found}`;
  return freeIdentifier(found, taken);
}

function freeIdentifier(name: string, taken: Set<string>): string {
  let found = name;
  while (taken.has(found)) found += '_';
  taken.add(found);
  return found;
}
