import type { Graph } from '../../core/graph.ts';
import type { Module } from '../../core/module.ts';
import { isAskedFor, isForCalls, type LinkedModule } from './linked-module.ts';
import type { Modules } from './modules.ts';

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
  const included = includedModules(graph);
  for (const linked of modules.values()) {
    if (linked.binders.has('__import__')) pinned.set(linked, 'it binds __import__');
    else if (included.has(linked.module)) pinned.set(linked, 'it is included by name');
  }
  return pinned;
}

/** The modules that something beside an import statement brought into the bundle. */
function includedModules({ modules }: Graph): Set<Module> {
  const included = new Set<Module>();
  for (const module of modules) {
    for (const edge of module.imports) {
      if (edge.fact !== undefined || edge.module === undefined) continue;
      // The string says what of it is needed.
      if (module.includedIfNamed.has(edge.pattern ?? '')) continue;
      if (isAskedFor(edge, module.imports) && !isForCalls(edge, module)) included.add(edge.module);
    }
  }
  return included;
}
