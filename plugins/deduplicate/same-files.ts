import { dirname } from 'node:path';
import type { Graph } from '../../core/graph.ts';
import type { Module } from '../../core/module.ts';
import { ImportGuard } from '../../core/python/facts.ts';
import { reachable } from '../resolve/check-imports.ts';
import type { CanonicalPath } from './canonical-paths.ts';

/** The modules of one file that are one. */
export interface SameFile {
  /** The module as which the file runs. */
  readonly canonical: Module;
  /** The other ones, in the graph's order. */
  readonly others: readonly Module[];
}

/** The package of a module, by the name that the module has. */
export function parentOf({ name }: Module, graph: Graph): Module | undefined {
  return graph.get(name.slice(0, Math.max(0, name.lastIndexOf('.'))));
}

/** The module as which a name runs: what it stands for may have become one more name itself. */
export function canonicalModule(module: Module): Module {
  let canonical = module;
  while (canonical.aliasOf !== undefined) canonical = canonical.aliasOf;
  return canonical;
}

/** The name that a module has in a package. */
export function nameIn(parent: Module, { name }: Module): string {
  return `${parent.name}.${name.slice(name.lastIndexOf('.') + 1)}`;
}

/**
 * Modules that have a key and a text in common, in the graph's order. The entry is none of them: as `__main__` it
 * stands beside the module of its file, as in Python. Plugins may have made different texts of one file, which is then
 * several.
 */
function groupBy({ dependencies }: Graph, keyOf: (module: Module) => string | undefined): Module[][] {
  const groups = new Map<string, Module[]>();
  for (const module of dependencies) {
    const key = keyOf(module);
    if (key === undefined) continue;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [module]);
    else if (group[0].text === module.text) group.push(module);
  }
  return [...groups.values()].filter(({ length }) => length > 1);
}

/** Modules that run one text: each file's. */
export function sameTexts(graph: Graph, canonicalPath: CanonicalPath): Module[][] {
  return groupBy(graph, ({ file, syntaxError, aliasOf }) =>
    file === undefined || syntaxError !== undefined || aliasOf !== undefined ? undefined : canonicalPath(file),
  );
}

/**
 * What makes modules one. A package is its folder as well as its file, because packages that share nothing but an
 * `__init__.py` hold different modules; and `package.__init__`, by that name, is no package. Folders without a file are
 * packages of their own.
 */
function identityOf({ file, isPackage, syntaxError }: Module, canonicalPath: CanonicalPath): string | undefined {
  if (file === undefined || syntaxError !== undefined) return undefined;
  if (!isPackage) return canonicalPath(file);
  return `${canonicalPath(file)}\0${canonicalPath(dirname(file))}`;
}

/**
 * Modules that are one because they are one file.
 *
 * A file runs as the first of its names that is imported whatever happens, so that nothing else has to be imported for
 * it; as the first at all if none is. In a package that has several names itself it has the name of that package.
 */
export function sameFiles(graph: Graph, canonicalPath: CanonicalPath): SameFile[] {
  const groups = groupBy(graph, (module) => identityOf(module, canonicalPath));
  if (groups.length === 0) return [];
  const reached = [ImportGuard.None, ~ImportGuard.TypeChecking].map((guards) => reachable(graph, guards));
  const groupOf = new Map(groups.flatMap((group) => group.map((module) => [module, group] as const)));
  const known = new Map<Module[], Module>();

  function canonicalOf(module: Module): Module {
    const group = groupOf.get(module);
    if (group === undefined) return canonicalModule(module);
    let canonical = known.get(group);
    if (canonical !== undefined) return canonical;
    canonical = reached.flatMap((modules) => group.find((each) => modules.has(each)) ?? [])[0] ?? group[0];
    // Links may put packages into each other; who asks again on the way gets this answer.
    known.set(group, canonical);
    const parent = parentOf(canonical, graph);
    const wanted = parent && nameIn(canonicalOf(parent), canonical);
    canonical = group.find(({ name }) => name === wanted) ?? canonical;
    known.set(group, canonical);
    return canonical;
  }

  return groups.map((group) => {
    const canonical = canonicalOf(group[0]);
    return { canonical, others: group.filter((module) => module !== canonical) };
  });
}
