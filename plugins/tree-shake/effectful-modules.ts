import { withParents } from '../../core/python/import-requests.ts';
import type { ImportOrder } from './import-order.ts';
import type { LinkedModule } from './linked-module.ts';
import type { Modules } from './modules.ts';
import type { Purity } from './purity.ts';

/** The modules whose running can be noticed: by what they do, or by what they import, from the outside as well. */
export function effectfulModules(modules: Modules, purity: Purity, order: ImportOrder): Set<LinkedModule> {
  const importers = new Map<LinkedModule, LinkedModule[]>();
  const effectful = new Set<LinkedModule>();
  for (const linked of modules.values()) {
    if (purity.hasNoSideEffects(linked)) continue;
    const targets = importedNames(linked).map((name) => modules.get(name));
    const hasEffects = linked.statements.some(({ kind }, index) =>
      kind === 'import' ? order.mayMiss(linked, index) : purity.obstacle(linked, index) !== undefined,
    );
    if (hasEffects || targets.includes(undefined) || linked.module.syntaxError !== undefined) effectful.add(linked);
    for (const target of targets) {
      const known = target && importers.get(target);
      if (known !== undefined) known.push(linked);
      else if (target !== undefined) importers.set(target, [linked]);
    }
  }
  // The set grows while it is walked.
  for (const linked of effectful) for (const importer of importers.get(linked) ?? []) effectful.add(importer);
  return effectful;
}

/** Absolute names of the modules that a module imports as it runs, but for those that run before it does. */
function importedNames({ name, imports }: LinkedModule): string[] {
  const names = new Set<string>();
  for (const { fact, base, isPlain } of imports.flat()) {
    if (!isPlain) continue;
    for (const each of fact.from === undefined ? fact.names.map((imported) => imported.name) : [base ?? '']) {
      for (const parent of withParents(each)) names.add(parent);
    }
  }
  for (const own of withParents(name)) names.delete(own);
  return [...names];
}
