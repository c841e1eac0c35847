import type { Unit } from './unit.ts';

/**
 * Modules in an order in which each comes after those that it imports names of, unless they import its names as well.
 * @param unitNamed the module of a name, where it is one of them
 */
export function importedFirst(all: readonly Unit[], unitNamed: (name: string) => Unit | undefined): Iterable<Unit> {
  const seen = new Set<Unit>();
  const order = new Set<Unit>();
  // A chain of imports may be longer than the stack of calls: a module waits below those that it imports.
  const waiting = [...all].toReversed();
  for (let unit = waiting.at(-1); unit !== undefined; unit = waiting.at(-1)) {
    if (seen.has(unit)) {
      waiting.pop();
      order.add(unit);
      continue;
    }
    seen.add(unit);
    for (const { base } of unit.imports.toReversed()) {
      const owner = base === undefined ? undefined : unitNamed(base);
      if (owner !== undefined && !seen.has(owner)) waiting.push(owner);
    }
  }
  return order;
}
