import type { Module } from './module.ts';
import { isNamePattern, namePatternTest } from './name-pattern.ts';
import { withParents } from './python/import-requests.ts';

/** Finds the module of an absolute name, of which the parents are found already. */
export type FindModule = (name: string) => Promise<Module | false | undefined>;

/** A name that was looked for, and what it turned out to be. */
export interface ExpandedName {
  readonly name: string;
  readonly module: Module | false | undefined;
}

/**
 * Finds what a name or pattern asks for, parents first: of a plain name the module, of `pkg.*` what is directly below a
 * package, of `pkg.**` the package and all below it.
 */
export async function expandPattern(pattern: string, find: FindModule): Promise<ExpandedName[]> {
  const parts = pattern.split('.');
  const firstPattern = parts.findIndex(isNamePattern);
  const known = firstPattern === -1 ? parts.length : firstPattern;
  const found = await findEach(withParents(parts.slice(0, known).join('.')), find);
  let packages = found.slice(-1).flatMap(({ module }) => module || []);
  for (let count = known + 1; count <= parts.length && packages.length > 0; count++) {
    const level = parts[count - 1];
    const isWanted = namePatternTest(parts.slice(0, count).join('.'));
    const names = isNamePattern(level)
      ? packages.flatMap(childNames).filter(isWanted)
      : packages.map(({ name }) => `${name}.${level}`);
    const next = await findEach(names, find);
    // The list grows while it is walked: each package found adds what is below it.
    if (level === '**')
      for (const { module } of next) if (module) next.push(...(await findEach(childNames(module), find)));
    found.push(...next);
    packages = next.flatMap(({ module }) => module || []);
  }
  return found;
}

async function findEach(names: readonly string[], find: FindModule): Promise<ExpandedName[]> {
  const found: ExpandedName[] = [];
  for (const name of names) found.push({ name, module: await find(name) });
  return found;
}

/** Absolute names of what is directly below a package, sorted, as the order of a folder is the file system's. */
function childNames({ name, resolution }: Module): string[] {
  return (resolution.children?.() ?? []).map((child) => `${name}.${child}`).toSorted();
}
