import type { LinkedModule } from './linked-module.ts';
import type { Modules } from './modules.ts';

/** The modules, by absolute name, whose names a module has by star imports; `undefined` for what cannot be named. */
export function starTargets({ starImports }: LinkedModule): (string | undefined)[] {
  return starImports.map(({ base }) => base);
}

/** Whether a module has a name, or may have it by a star import. */
export function provides(
  linked: LinkedModule,
  name: string,
  modules: Modules,
  seen: Set<LinkedModule> = new Set(),
): boolean {
  if (linked.binders.has(name)) return true;
  if (seen.has(linked)) return false;
  seen.add(linked);
  return starTargets(linked).some((base) => {
    const target = base === undefined ? undefined : modules.get(base);
    return target === undefined || provides(target, name, modules, seen);
  });
}

/** The names that a module has, by star imports as well. */
export function providedNames(
  linked: LinkedModule,
  modules: Modules,
  names: Set<string> = new Set(),
  seen: Set<LinkedModule> = new Set(),
): Set<string> {
  if (seen.has(linked)) return names;
  seen.add(linked);
  for (const name of linked.binders.keys()) names.add(name);
  for (const base of starTargets(linked)) {
    const target = modules.get(base ?? '');
    if (target !== undefined) providedNames(target, modules, names, seen);
  }
  return names;
}
