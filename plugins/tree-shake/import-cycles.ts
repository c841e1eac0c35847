import { withParents } from '../../core/python/import-requests.ts';
import type { LinkedModule } from './linked-module.ts';
import type { Modules } from './meanings.ts';

/**
 * Tells whether two modules are in one cycle of imports, of those in functions as well: then one may run while the other
 * has run in part only (Tarjan's strongly connected components).
 */
export function createCycleTest(modules: Modules): (one: LinkedModule, other: LinkedModule) => boolean {
  const component = new Map<LinkedModule, number>();
  const order = new Map<LinkedModule, number>();
  const low = new Map<LinkedModule, number>();
  const open: LinkedModule[] = [];
  let components = 0;

  for (const root of modules.values()) {
    if (order.has(root)) continue;
    // A stack of its own: a chain of imports may be longer than the stack of calls is deep.
    const calls: { linked: LinkedModule; targets: Iterator<LinkedModule> }[] = [];
    const enter = (linked: LinkedModule): void => {
      order.set(linked, order.size);
      low.set(linked, order.get(linked)!);
      open.push(linked);
      calls.push({ linked, targets: importedModules(linked, modules).values() });
    };
    enter(root);
    while (calls.length > 0) {
      const { linked, targets } = calls.at(-1)!;
      const next = targets.next();
      if (!next.done) {
        if (!order.has(next.value)) enter(next.value);
        else if (!component.has(next.value)) low.set(linked, Math.min(low.get(linked)!, order.get(next.value)!));
        continue;
      }
      calls.pop();
      const caller = calls.at(-1)?.linked;
      if (caller !== undefined) low.set(caller, Math.min(low.get(caller)!, low.get(linked)!));
      if (low.get(linked) !== order.get(linked)) continue;
      let member: LinkedModule;
      do component.set((member = open.pop()!), components);
      while (member !== linked);
      components++;
    }
  }
  return (one, other) => component.get(one) === component.get(other);
}

/** The modules that importing a module may run, its parents among them. */
function importedModules({ module }: LinkedModule, modules: Modules): LinkedModule[] {
  const names = [
    ...withParents(module.name),
    ...module.imports.flatMap((edge) => (edge.module ? withParents(edge.module.name) : [])),
  ];
  return [...new Set(names)].flatMap((name) => modules.get(name) ?? []);
}
