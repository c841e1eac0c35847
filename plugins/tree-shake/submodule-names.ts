import type { LinkedModule } from './linked-module.ts';
import type { Modules } from './modules.ts';

/** Whether importing a module in a package gives the name that a statement of the package binds another meaning. */
export function mayBecomeModule(linked: LinkedModule, index: number, name: string, modules: Modules): boolean {
  const submodule = `${linked.name}.${name}`;
  if (!linked.module.isPackage || !modules.has(submodule)) return false;
  // What imports that module binds the name after it.
  return !linked.imports[index]!.some(
    ({ fact, base }) =>
      base === submodule ||
      base?.startsWith(`${submodule}.`) === true ||
      (base === linked.name && fact.names.some((imported) => imported.name === name)),
  );
}

/** Whether running a module binds a name of its package that means something else before. */
export function changesPackage({ name }: LinkedModule, modules: Modules): boolean {
  const dot = name.lastIndexOf('.');
  const around = modules.get(name.slice(0, Math.max(0, dot)));
  const own = name.slice(dot + 1);
  return around?.binders.get(own)?.some((index) => mayBecomeModule(around, index, own, modules)) === true;
}
