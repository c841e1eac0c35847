import type { Module } from './module.ts';

/** All modules of a bundle, in an order that only the program decides. */
export class Graph {
  readonly entry: Module;
  /** The entry first, then depth first in source order of first import. */
  readonly modules: readonly Module[];
  readonly #byName: ReadonlyMap<string, Module>;

  constructor(entry: Module, modules: readonly Module[]) {
    this.entry = entry;
    this.modules = modules;
    this.#byName = new Map(modules.map((module) => [module.name, module]));
  }

  /** The bundled module of that dotted name. */
  get(name: string): Module | undefined {
    return this.#byName.get(name);
  }

  /** The bundled modules without the entry. */
  get dependencies(): readonly Module[] {
    return this.modules.slice(1);
  }
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
  return new Graph(entry, ordered);
}

function* unseen(module: Module, seen: Set<Module>): Generator<Module> {
  for (const { module: target } of module.imports) {
    if (target === undefined || seen.has(target)) continue;
    seen.add(target);
    yield target;
  }
}
