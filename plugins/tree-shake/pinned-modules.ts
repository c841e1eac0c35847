import type { Graph } from '../../core/graph.ts';
import type { Module } from '../../core/module.ts';
import { isAskedFor, isForCalls, type LinkedModule } from './linked-module.ts';
import type { Modules } from './meanings.ts';

/**
 * The modules of which nothing may be left out for what they are, each with the reason.
 */
export function pinnedModules(graph: Graph, modules: Modules): Map<LinkedModule, string> {
  const pinned = new Map<LinkedModule, string>();
  for (const { name, aliasOf, textOf } of graph.modules) {
    const other = aliasOf ?? textOf;
    if (other === undefined) continue;
    for (const each of [name, other.name]) pinned.set(modules.get(each)!, 'its file has several names');
  }
  for (const linked of modules.values()) {
    if (linked.binders.has('__import__')) pinned.set(linked, 'it binds __import__');
    else if (isIncluded(graph, linked.module)) pinned.set(linked, 'it is included by name');
  }
  return pinned;
}

/** Whether something beside an import statement brought the module into the bundle. */
function isIncluded(graph: Graph, target: Module): boolean {
  return graph.modules.some((module) =>
    module.imports.some(
      (edge) => edge.module === target && isAskedFor(edge, module.imports) && !isForCalls(edge, module),
    ),
  );
}
