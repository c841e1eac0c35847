import type { Module } from './module.ts';
import type { Shaking } from './shaking.ts';

/** All modules of a bundle, in an order that only the program decides. */
export interface Graph {
  readonly entry: Module;
  /** The entry first, then depth first in source order of first import. */
  readonly modules: readonly Module[];
  /** The bundled modules without the entry. */
  readonly dependencies: readonly Module[];
  /** The bundled module of that dotted name. */
  get(name: string): Module | undefined;
  /** What tree shaking left out. Set in `link`, unless it is off. */
  shaking: Shaking | undefined;
  /** Adds a module of a new name, in front of one that is no entry. */
  add(module: Module, before: Module): void;
}

/**
 * Orders modules entry first, then depth first in source order of first import, so that the order in which files were
 * read never shows in the output.
 */
export function createGraph(entry: Module): Graph {
  const seen = new Set<Module>([entry]);
  const ordered: Module[] = [];
  // A stack of iterators, because a chain of imports may be longer than the stack of calls is deep.
  const stack: Iterator<Module>[] = [[entry].values()];
  while (stack.length > 0) {
    const next = stack.at(-1)!.next();
    if (next.done) {
      stack.pop();
      continue;
    }
    ordered.push(next.value);
    stack.push(unseen(next.value, seen));
  }
  const byName = new Map(ordered.map((module) => [module.name, module]));
  const dependencies = ordered.slice(1);
  return {
    entry,
    modules: ordered,
    dependencies,
    shaking: undefined,
    get: (name) => byName.get(name),
    add(module, before) {
      byName.set(module.name, module);
      for (const list of [ordered, dependencies]) list.splice(list.indexOf(before), 0, module);
    },
  };
}

function* unseen(module: Module, seen: Set<Module>): Generator<Module> {
  for (const { module: target } of module.imports) {
    if (target === undefined || seen.has(target)) continue;
    seen.add(target);
    yield target;
  }
}
