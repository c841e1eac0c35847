import { editModule } from '../../core/edit-layers.ts';
import type { Graph } from '../../core/graph.ts';
import type { Module } from '../../core/module.ts';
import type { Plugin } from '../../core/plugin.ts';
import type { Facts } from '../../core/python/facts.ts';
import { findImportOrder, type ImportOrder } from './import-order.ts';
import { Inclusion } from './inclusion.ts';
import { importsInStrings } from './imports-in-strings.ts';
import type { LinkedModule } from './linked-module.ts';
import { Modules } from './modules.ts';
import { asksForSubclasses, type EffectFinder, effectFinder } from './noticeable-effects.ts';
import { pinnedModules } from './pinned-modules.ts';
import { createPurity } from './purity.ts';
import { keptReasons, whyKept } from './kept-reasons.ts';
import { type Removal, removals } from './removals.ts';
import { removingEdits } from './removing-edits.ts';
import { noteShownLines } from './shown-lines.ts';

/** What tree shaking tells other plugins. */
export interface TreeShakeApi {
  effectFinder(graph: Graph, factsOf: (module: Module) => Facts): EffectFinder;
}

declare module '../../core/plugin.ts' {
  interface PluginApis {
    'cribo:tree-shake': TreeShakeApi;
  }
}

/** Leaves out what a program cannot notice to be missing: statements of modules that nothing needs. */
export default function treeShakePlugin(): Plugin {
  return {
    name: 'cribo:tree-shake',
    api: { effectFinder } satisfies TreeShakeApi,
    link: {
      order: 'post',
      handler(graph, context) {
        if (context.options.treeShaking === false) return;
        const rules = context.api('cribo:rules');
        const isTrusted = context.options.treeShaking === 'aggressive';
        shake(graph, (name) => isTrusted && rules?.hasNoSideEffects(name) === true);
      },
    },
  };
}

function shake(graph: Graph, hasNoSideEffects: (module: string) => boolean): void {
  const modules = new Modules(graph);
  const entry = modules.get(graph.entry.name)!;
  const order = findImportOrder(entry, modules);
  const inclusion = findInclusion(graph, modules, order, ({ name }) => hasNoSideEffects(name));
  let [before, after, statements, left] = [0, 0, 0, 0];
  for (const linked of modules.values()) {
    const { module } = linked;
    const need = inclusion.needOf(linked);
    if (!module.isEntry) before += module.text.length;
    // What is no Python stays as it is.
    const isWhole = module.aliasOf !== undefined || module.syntaxError !== undefined;
    if (module.isEntry) continue;
    if (isWhole || need.runs) {
      const removed = isWhole ? [] : removals(need, inclusion, modules);
      leaveOut(module, removed);
      statements += removed.length;
      after += module.text.length;
    } else {
      left++;
      module.isLeftOut = true;
      module.strategy = { name: 'left out', reason: 'nothing that runs imports it', notes: [] };
    }
  }
  graph.shaking = {
    before,
    after,
    statements,
    modules: left,
    why(module, name) {
      const linked = modules.get(module);
      return linked && whyKept(linked, name, inclusion);
    },
    reasons: () => keptReasons(modules, inclusion),
  };
}

/** What the program needs, as far as names mean what statements say: what may bind others shows as this is looked for. */
function findInclusion(
  graph: Graph,
  modules: Modules,
  order: ImportOrder,
  hasNoSideEffects: (linked: LinkedModule) => boolean,
): Inclusion {
  const hasSubclassesAskedFor = asksForSubclasses(graph);
  for (;;) {
    modules.asked.clear();
    const inclusion = new Inclusion(
      modules,
      createPurity(modules, hasSubclassesAskedFor, order, hasNoSideEffects),
      order,
    );
    inclusion.enter(modules.get(graph.entry.name)!);
    for (const [linked, reason] of pinnedModules(graph, modules)) inclusion.keep(linked, reason);
    for (const { linked, by } of importsInStrings(modules))
      inclusion.keep(linked, `code in a string of "${by}" imports it`);
    inclusion.worklist.settle();
    const before = modules.open.size;
    for (const linked of modules.asked) if (inclusion.needOf(linked).isOpen) modules.open.add(linked);
    if (modules.open.size === before) return inclusion;
  }
}

/** Gives the module the text that stays, and its facts. */
function leaveOut(module: Module, removed: readonly Removal[]): void {
  if (removed.length === 0) return;
  const edits = removingEdits(module.text, removed);
  noteShownLines(module, removed, edits);
  editModule(module, edits, 'cribo:tree-shake');
}
