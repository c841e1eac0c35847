import type { Graph } from '../../core/graph.ts';
import type { Module } from '../../core/module.ts';
import type { Facts } from '../../core/python/facts.ts';
import { findImportOrder } from './import-order.ts';
import { Modules } from './modules.ts';
import { createPurity } from './purity.ts';

/** Says of what a module does when it runs, but for what it imports, the first thing that can be noticed, if any. */
export type EffectFinder = (module: Module) => string | undefined;

/**
 * Looks at modules as they are in `link`, after tree shaking.
 * @param factsOf the facts of a module's text, with those of its statements
 */
export function effectFinder(graph: Graph, factsOf: (module: Module) => Facts): EffectFinder {
  const modules = new Modules(graph, factsOf);
  const order = findImportOrder(modules.get(graph.entry.name)!, modules);
  const purity = createPurity(modules, asksForSubclasses(graph), order, () => false);
  return ({ name }) => {
    const linked = modules.get(name)!;
    for (const [index, { kind }] of linked.statements.entries()) {
      const obstacle = kind === 'import' ? undefined : purity.obstacle(linked, index);
      if (obstacle !== undefined) return obstacle;
    }
    return undefined;
  };
}

/** Whether anything in a program asks classes for their subclasses, so that having one is an effect. */
export const asksForSubclasses = ({ modules }: Graph): boolean =>
  modules.some(({ text }) => text.includes('__subclasses__'));
