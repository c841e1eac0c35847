import type { Module } from './module.ts';
import { exportedNames } from './python/exported-names.ts';
import { absoluteName } from './python/import-requests.ts';

/**
 * The names that a module's `__all__` may hold, with those of other modules whose `__all__` it takes.
 * @param find gives a module of the bundle by its absolute name
 */
export async function starExports(
  module: Module,
  find: (name: string) => Promise<Module | undefined>,
  seen: Set<Module> = new Set(),
): Promise<string[]> {
  if (seen.has(module)) return [];
  seen.add(module);
  const { names, borrowed } = exportedNames(module.text);
  const all = [...names];
  for (const expression of borrowed) {
    for (const name of meaningsOf(expression, module)) {
      const other = await find(name);
      if (other !== undefined) all.push(...(await starExports(other, find, seen)));
    }
  }
  return all;
}

/** Absolute names of the modules that a dotted expression may mean, by the imports of the module; else a submodule. */
function meaningsOf(expression: string, module: Module): string[] {
  const [first, ...rest] = expression.split('.');
  const meanings = module.facts.imports.flatMap(({ from, level, names }) =>
    names.flatMap(({ name, alias }) => {
      if ((alias ?? (from === undefined ? name.split('.', 1)[0] : name)) !== first) return [];
      if (from === undefined) return alias === undefined ? [expression] : [[name, ...rest].join('.')];
      const base = absoluteName(from, level, module.package);
      return base === 'no-package' || base === 'beyond-top-level' ? [] : [[base, name, ...rest].join('.')];
    }),
  );
  return meanings.length > 0 ? meanings : [`${module.name}.${expression}`];
}
