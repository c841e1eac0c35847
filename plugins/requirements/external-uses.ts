import type { Graph } from '../../core/graph.ts';
import type { Module } from '../../core/module.ts';
import { namePatternsTest } from '../../core/name-pattern.ts';
import { ImportGuard } from '../../core/python/facts.ts';
import { importRequests } from '../../core/python/import-requests.ts';
import { isStandardLibrary } from '../../core/python/standard-library.ts';
import { reachable } from '../resolve/check-imports.ts';

/** What bundled modules import of a top-level name that the bundle does not have. */
export interface ExternalUse {
  /** The top-level name. */
  readonly importName: string;
  /** All dotted names below it, as far as imports say them; the last part may be an attribute. */
  readonly names: Set<string>;
  /** The modules that import it. */
  readonly importers: Set<Module>;
  /** Whether some import of it is executed on every run. */
  isCertain: boolean;
}

/**
 * What the modules of a graph import that is neither in the bundle nor excluded, nor in the standard library of every
 * version: what one version dropped or another added may come from a distribution.
 */
export function externalUses(graph: Graph, exclude: readonly string[]): ExternalUse[] {
  const isExcluded = namePatternsTest(exclude);
  const uses = new Map<string, ExternalUse>();

  function add(name: string, importer: Module, isCertain: boolean): void {
    const [importName] = name.split('.', 1);
    if (isAlwaysThere(importName) || isExcluded(importName) || isExcluded(name)) return;
    // A namespace package may be in the bundle with some of its portions only.
    const top = graph.get(importName);
    if (top !== undefined && (!top.isNamespace || graph.get(name) !== undefined)) return;
    let use = uses.get(importName);
    if (use === undefined) {
      uses.set(importName, (use = { importName, names: new Set(), importers: new Set(), isCertain: false }));
    }
    use.names.add(name);
    use.importers.add(importer);
    use.isCertain ||= isCertain;
  }

  const executed = reachable(graph, ImportGuard.None);
  for (const module of graph.modules) {
    for (const fact of module.facts.imports) {
      // What only checkers of types import is not there at run time.
      if ((fact.guard & ImportGuard.TypeChecking) !== 0) continue;
      const requests = importRequests(fact, module.package);
      if (typeof requests === 'string') continue;
      const isCertain = fact.guard === ImportGuard.None && executed.has(module);
      for (const { name } of requests) add(name, module, isCertain);
    }
    for (const { name, fact, module: target } of module.imports) {
      if (fact === undefined && target === undefined && name !== '') add(name, module, false);
    }
  }
  return [...uses.values()];
}

function isAlwaysThere(importName: string): boolean {
  return isStandardLibrary(importName, [3, 8]) && isStandardLibrary(importName, [3, 14]);
}
