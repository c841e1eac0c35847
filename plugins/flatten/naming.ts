import type { FlattenNaming } from '../../core/flatten-naming.ts';
import { Role } from '../../core/python/references.ts';
import { builtins } from '../tree-shake/known-names.ts';
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
  const givesAway = all.some(({ found }) => found.identifiers.has('NameError'));
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
      const obstacle =
        renameObstacle(symbol, keeper, all, placement) ??
        (givesAway ? { reason: `${name} would have another name, which the text of a NameError shows` } : undefined);
      if (obstacle === undefined) symbol.finalName = freeName(owner, name, renaming.prefix, taken);
      else if (symbol === keeper) continue;
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
    (last, symbol) => (last === undefined || isBoundBefore(last, symbol, placement) ? symbol : last),
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

function isBoundBefore(one: FlatSymbol, other: FlatSymbol, placement: Placement): boolean {
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
    if (unit.module.text.slice(use.start, use.end) !== name) return because('it is spelled in another way', use);
    if (unit.classReads.has(name)) return because('a class body binds it as well', use);
    const isEarly = use.role === Role.Load && use.start < unit.bindings.get(name)![0]!.start;
    if (isEarly && (builtins.has(name) || !unit.isLate(use.scope))) return because('it is read above its binding', use);
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
    const kept = keeper === undefined || keeper === symbol ? undefined : firstBinding(keeper, placement);
    if (kept !== undefined && !placement.isBefore(unit, use.start, kept.unit, kept.offset)) {
      return because('another one has the name before it', use);
    }
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

function freeName(unit: Unit, name: string, prefix: string, taken: Set<string>): string {
  const module = unit.name.replaceAll(/[^\p{ID_Continue}]/gu, '_');
  let found = prefix.replaceAll('{module}', module).replaceAll('{name}', name);
  // A class would mangle it.
  if (found.startsWith('__') && !found.endsWith('__')) found = `m${found}`;
  while (taken.has(found)) found += '_';
  taken.add(found);
  return found;
}
