import { createHash } from 'node:crypto';
import type { Module } from '../../core/module.ts';

const nameOf = ({ name }: Module, hash = ''): string => `__cribo_module_${hash}${name.replace(/[^\p{ID_Continue}]/gu, '_')}`;

/** `__cribo_module_<dotted name>` for each module; where names come out the same, with a hash of the path before it. */
export function classNames(modules: readonly Module[]): Map<Module, string> {
  const counts = new Map<string, number>();
  // Python takes names that differ in compatibility characters only (PEP 3131) for one.
  const key = (module: Module): string => nameOf(module).normalize('NFKC');
  for (const module of modules) counts.set(key(module), (counts.get(key(module)) ?? 0) + 1);
  return new Map(
    modules.map((module) => {
      const hash = createHash('sha256').update(module.resolution.path).digest('hex').slice(0, 6);
      return [module, nameOf(module, counts.get(key(module)) === 1 ? '' : `${hash}_`)];
    }),
  );
}
