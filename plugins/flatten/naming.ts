import type { FlattenNaming } from '../../core/flatten-naming.ts';
import type { SymbolUse } from '../../core/python/flattening/symbol-uses.ts';
import { Role } from '../../core/python/references.ts';
import { mayBeUnbound } from './unbound-reads.ts';
import { boundFrom } from './certain-bindings.ts';
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
  const taken = new Set(all.flatMap(({ found }) => [...found.identifiers.keys()]));
  for (const [name, group] of byName) {
    const readers = all.filter(({ builtinReads }) => builtinReads.has(name));
    const mustChange = (symbol: FlatSymbol): boolean =>
      readers.length > 0 || symbol.readings.some(({ unit, scope }) => unit.isHidden(name, scope));
    const keeper = keeperOf(group, mustChange, placement);
    for (const symbol of group) {
      const isChosen = renaming.rename === 'always' && !symbol.isEntrys;
      if (symbol === keeper && !isChosen) continue;
      if (symbol.isEntrys) {
        failEntrys(symbol, readers, failures);
        continue;
      }
      const owner = symbol.members[0]!;
      const obstacle = renameObstacle(symbol, keeper, all, placement);
      if (obstacle === undefined) {
        symbol.finalName = freeName(owner, name, renaming.prefix, taken);
        if (keeper !== undefined) setAside(symbol, keeper, placement, taken);
      } else if (symbol === keeper) continue;
      else failures.add(owner, obstacle);
    }
  }
}

/** Of symbols with one name the one that keeps it: the entry's, else the one that is bound last. */
function keeperOf(
  group: readonly FlatSymbol[],
  mustChange: (symbol: FlatSymbol) => boolean,
  placement: Placement,
): FlatSymbol | undefined {
  const candidates = group.filter((symbol) => !mustChange(symbol));
  const entrys = group.find(({ isEntrys }) => isEntrys);
  if (entrys !== undefined) return candidates.includes(entrys) ? entrys : undefined;
  return candidates.reduce<FlatSymbol | undefined>(
    (last, symbol) => (last === undefined || isFirstBoundBefore(last, symbol, placement) ? symbol : last),
    undefined,
  );
}

function firstBinding(symbol: FlatSymbol, placement: Placement): { unit: Unit; offset: number } | undefined {
  let first: { unit: Unit; offset: number } | undefined;
  for (const unit of symbol.members) {
    const offset = unit.bindings.get(symbol.name)![0]!.start;
    if (first === undefined || placement.isBefore(unit, offset, first.unit, first.offset)) first = { unit, offset };
  }
  return first;
}

/** Whether a definition runs before anything else has its name. */
function isDefinedBefore(unit: Unit, { start }: SymbolUse, keeper: FlatSymbol, placement: Placement): boolean {
  const first = firstBinding(keeper, placement)!;
  return placement.isBefore(unit, start, first.unit, first.offset);
}

/** Whether something else has the name of a definition for certain when that runs, and keeps it. */
function isBoundBefore(keeper: FlatSymbol, unit: Unit, { start }: SymbolUse, placement: Placement): boolean {
  return (
    keeper.members.every((member) => !member.isDeleted(keeper.name)) &&
    keeper.members.some((member) => {
      const from = boundFrom(member, keeper.name);
      return from !== undefined && placement.isBefore(member, from, unit, start);
    })
  );
}

function isFirstBoundBefore(one: FlatSymbol, other: FlatSymbol, placement: Placement): boolean {
  const [first, second] = [firstBinding(one, placement)!, firstBinding(other, placement)!];
  return placement.isBefore(first.unit, first.offset, second.unit, second.offset);
}

/** A name of the entry stays: who cannot live with it is not flattened. */
function failEntrys(symbol: FlatSymbol, readers: readonly Unit[], failures: Failures): void {
  for (const unit of readers) {
    failures.add(unit, { reason: `it reads ${symbol.name} of builtins, and the entry binds that name` });
  }
  for (const { owner, unit, scope } of symbol.readings) {
    if (!unit.isHidden(symbol.name, scope)) continue;
    failures.add(owner, { reason: `${symbol.name} is hidden where ${unit.name} uses it, and is the entry's name too` });
  }
}

/** Why a symbol has to keep its name. */
function renameObstacle(
  symbol: FlatSymbol,
  keeper: FlatSymbol | undefined,
  all: readonly Unit[],
  placement: Placement,
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
    if (keeper === undefined || keeper === symbol || isDefinedBefore(unit, use, keeper, placement)) continue;
    if (!isBoundBefore(keeper, unit, use, placement)) return because('another one may have the name before it', use);
  }
  const word = new RegExp(String.raw`(?<![\p{ID_Continue}])${name}(?![\p{ID_Continue}])`, 'u');
  for (const { found, module } of all) {
    const reference = found.strings.find(
      ({ start, text }) => word.test(text) && isForwardReference(start, module.text, found),
    );
    if (reference !== undefined) return because(`a string in ${module.name} refers to it`);
  }
  return undefined;
}

/** Whether a string stands where a type does: in an annotation, or in brackets. */
function isForwardReference(start: number, text: string, { facts }: Unit['found']): boolean {
  return (
    /\[\s*$/.test(text.slice(Math.max(0, start - 40), start)) ||
    facts.annotations.some((each) => each.start <= start && start < each.end)
  );
}

/** Says for which definitions of a symbol the one that has its name is set aside for a moment. */
function setAside(symbol: FlatSymbol, keeper: FlatSymbol, placement: Placement, taken: Set<string>): void {
  let keptName: string | undefined;
  for (const [unit, use] of symbol.uses()) {
    if (use.role !== Role.Definition || isDefinedBefore(unit, use, keeper, placement)) continue;
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
