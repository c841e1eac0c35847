import type { Graph } from '../../core/graph.ts';
import type { Plugin } from '../../core/plugin.ts';
import { createCycleTest } from './import-cycles.ts';
import { effectfulModules } from './effectful-modules.ts';
import { Inclusion } from './inclusion.ts';
import { linkModules } from './linked-module.ts';
import { pinnedModules } from './pinned-modules.ts';
import { createPurity } from './purity.ts';
import { removals } from './removals.ts';

/** Leaves out what a program cannot notice to be missing: statements of modules that nothing needs. */
export default function treeShakePlugin(): Plugin {
  return {
    name: 'cribo:tree-shake',
    link: {
      order: 'post',
      handler(graph, context) {
        if (context.options.treeShaking === false) return;
        shake(graph);
      },
    },
  };
}

function shake(graph: Graph): void {
  const modules = linkModules(graph);
  const entry = modules.get(graph.entry.name)!;
  const asksForSubclasses = graph.modules.some(({ text }) => text.includes('__subclasses__'));
  const purity = createPurity(modules, asksForSubclasses, createCycleTest(modules));
  const inclusion = new Inclusion(modules, purity, effectfulModules(modules, purity));
  inclusion.escape(entry);
  const pinned = pinnedModules(graph, modules);
  for (const linked of pinned) inclusion.escape(linked);
  inclusion.settle();
  for (const linked of modules.values()) {
    const { module } = linked;
    const need = inclusion.needOf(linked);
    // What has several names, or is no Python, stays as it is.
    if (module.isEntry || module.aliasOf !== undefined || module.textOf !== undefined) continue;
    if (module.syntaxError !== undefined) continue;
    if (need.runs) module.removals = removals(need, inclusion, modules);
    else module.isLeftOut = true;
  }
}
