import { withParents } from '../../core/python/import-requests.ts';
import type { ImportFact, Range } from '../../core/python/facts.ts';
import type { Inclusion } from './inclusion.ts';
import { unneededExports } from './exports.ts';
import type { LinkedImport } from './linked-module.ts';
import type { Modules } from './modules.ts';
import type { Need } from './need.ts';

/** A part of a module's text that is left out. */
export interface Removal extends Range {
  /** Absolute name of a module that still has to run here, although no name of this import statement is needed. */
  readonly runs?: string | undefined;
  /** The import statement of which the rest may be seen failing, by the text of its lines. */
  readonly shown?: Range | undefined;
}

/** What can be left out of a module that runs, in source order. */
export function removals(need: Need, inclusion: Inclusion, modules: Modules): Removal[] {
  const { linked, statements } = need;
  if (need.keptBecause !== undefined) return [];
  const exported = unneededExports(need);
  return linked.statements.flatMap(({ kind, start, end }, index): Removal[] => {
    if (need.exports?.index === index) return exported;
    if (kind !== 'import') return statements.has(index) ? [] : [{ start, end }];
    const [found, ...others] = linked.imports[index]!;
    return found === undefined || others.length > 0 ? [] : importRemovals(found, need, inclusion, modules);
  });
}

function importRemovals({ fact, base }: LinkedImport, need: Need, inclusion: Inclusion, modules: Modules): Removal[] {
  const runs = (name: string | undefined): boolean => {
    const linked = name === undefined ? undefined : modules.get(name);
    return linked !== undefined && inclusion.needOf(linked).runs;
  };
  const isNeeded = (imported: ImportFact['names'][number]): boolean => need.importedNames.has(imported);
  if (fact.from === undefined) {
    const isInternal = fact.names.every(({ name }) => modules.has(name));
    return isInternal && !fact.names.some((name) => isNeeded(name) || runs(name.name)) ? [fact] : [];
  }
  if (base === undefined || !modules.has(base) || fact.names[0]!.name === '*') return [];
  // A package runs before what is in it.
  const isRunning = (name: string): boolean => withParents(need.linked.name).includes(name);
  const isKept = fact.names.map((name) => isNeeded(name) || runs(`${base}.${name.name}`));
  if (isKept.every(Boolean)) return [];
  const asked = [...withParents(base), ...fact.names.map(({ name }) => `${base}.${name}`)];
  const shown = asked.some((name) => !isRunning(name) && inclusion.mayDoSomething(name)) ? fact : undefined;
  if (!isKept.some(Boolean))
    return [{ start: fact.start, end: fact.end, runs: runs(base) && !isRunning(base) ? base : undefined, shown }];
  return unneededNames(fact.names, isKept).map(({ start, end }) => ({ start, end, shown }));
}

/** Each name that is left out goes with the comma after it, or before it where no name follows that stays. */
function unneededNames(names: readonly Range[], isKept: readonly boolean[]): Range[] {
  const last = isKept.lastIndexOf(true);
  return names.flatMap(({ start, end }, index) => {
    if (isKept[index] === true) return [];
    return index < last ? [{ start, end: names[index + 1]!.start }] : [{ start: names[index - 1]!.end, end }];
  });
}
