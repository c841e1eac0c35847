import type { Context } from '../../core/context.ts';
import { moduleKept } from '../../core/diagnostics.ts';
import { editModule } from '../../core/edit-layers.ts';
import type { Graph } from '../../core/graph.ts';
import type { Module } from '../../core/module.ts';
import type { Plugin } from '../../core/plugin.ts';
import { findImportOrder } from './import-order.ts';
import { Inclusion } from './inclusion.ts';
import { importsInStrings } from './imports-in-strings.ts';
import { linkModules } from './linked-module.ts';
import { namesInStrings, pinnedModules } from './pinned-modules.ts';
import { createPurity } from './purity.ts';
import { type Removal, removals } from './removals.ts';
import { removingEdits } from './removing-edits.ts';

/** Leaves out what a program cannot notice to be missing: statements of modules that nothing needs. */
export default function treeShakePlugin(): Plugin {
  return {
    name: 'cribo:tree-shake',
    link: {
      order: 'post',
      handler(graph, context) {
        if (context.options.treeShaking === false) return;
        shake(graph, context);
      },
    },
  };
}

function shake(graph: Graph, context: Context): void {
  const modules = linkModules(graph);
  const entry = modules.get(graph.entry.name)!;
  const asksForSubclasses = graph.modules.some(({ text }) => text.includes('__subclasses__'));
  const order = findImportOrder(entry, modules);
  const inclusion = new Inclusion(modules, createPurity(modules, asksForSubclasses, order), order);
  inclusion.enter(entry);
  for (const [linked, reason] of pinnedModules(graph, modules)) inclusion.keep(linked, reason);
  for (const { linked, attribute, by } of namesInStrings(modules)) {
    if (attribute === undefined) inclusion.keep(linked, `a string in "${by}" names it`);
    else inclusion.need(linked, attribute);
  }
  for (const { linked, by } of importsInStrings(modules))
    inclusion.keep(linked, `code in a string of "${by}" imports it`);
  inclusion.settle();
  for (const linked of modules.values()) {
    const { module } = linked;
    const need = inclusion.needOf(linked);
    // What is no Python stays as it is.
    if (module.isEntry || module.aliasOf !== undefined || module.syntaxError !== undefined) continue;
    if (need.keptBecause !== undefined) context.debug(moduleKept(module.name, need.keptBecause), module);
    if (need.runs) leaveOut(module, removals(need, inclusion, modules));
    else {
      module.isLeftOut = true;
      module.strategy = { name: 'left out', reason: 'nothing that runs imports it', notes: [] };
    }
  }
}

/** Gives the module the text that stays, and its facts. */
function leaveOut(module: Module, removed: readonly Removal[]): void {
  if (removed.length > 0) editModule(module, removingEdits(module.text, removed), 'cribo:tree-shake');
}
