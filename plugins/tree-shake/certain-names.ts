import { exportedNames, exportsName } from './exports.ts';
import type { LinkedModule } from './linked-module.ts';
import type { Modules } from './modules.ts';

/** What every module has from the start. */
const given = new Set(['__doc__', '__file__', '__loader__', '__name__', '__package__', '__spec__']);

/** Finds what names modules have in any case: whatever way is taken through `if` and `try`, unless one raises. */
export class CertainNames {
  readonly #modules: Modules;

  constructor(modules: Modules) {
    this.#modules = modules;
  }

  /** Whether a module that has run has a name, its own or by a star import. */
  has(linked: LinkedModule, name: string, seen: Set<LinkedModule> = new Set()): boolean {
    if (seen.has(linked)) return false;
    seen.add(linked);
    if (given.has(name) || (name === '__path__' && linked.module.isPackage)) return true;
    if (linked.binders.has(name)) return this.isBoundAbove(linked, name, Infinity);
    return linked.imports.some((imports, index) =>
      imports.some(({ fact, base }) => {
        const target = this.#modules.get(base ?? '');
        if (fact.names[0]!.name !== '*' || target === undefined || linked.statements[index]!.kind !== 'import')
          return false;
        return exportsName(target, name) === true && this.has(target, name, seen);
      }),
    );
  }

  /** Whether a module that has run has what a star import of it asks for. */
  hasExports(linked: LinkedModule): boolean {
    const isThere = (name: string): boolean =>
      this.has(linked, name) || (linked.module.isPackage && this.#modules.has(`${linked.name}.${name}`));
    return exportedNames(linked)?.every(isThere) === true;
  }

  /** Whether a name is bound above a statement of its module. */
  isBoundAbove(linked: LinkedModule, name: string, at: number): boolean {
    if (linked.deletedNames.has(name)) return false;
    const isBinding = (index: number): boolean => index < at && linked.bindsInAnyCase(index, name);
    return linked.binders.get(name)?.some(isBinding) === true;
  }
}
