import { createHash } from 'node:crypto';
import type { Module } from '../../core/module.ts';

/** As Python has identifiers (PEP 3131): names that differ in compatibility characters only are one. */
const nameOf = ({ name }: Module, hash = ''): string =>
  `__cribo_module_${hash}${name.normalize('NFKC').replace(/[^\p{ID_Continue}]/gu, '_')}`;

/** `__cribo_module_<dotted name>` for each module; where names come out the same, with a hash of the path before it. */
export function classNames(modules: readonly Module[]): Map<Module, string> {
  const counts = new Map<string, number>();
  for (const module of modules) counts.set(nameOf(module), (counts.get(nameOf(module)) ?? 0) + 1);
  return new Map(
    modules.map((module) => {
      const hash = createHash('sha256').update(module.resolution.path).digest('hex').slice(0, 6);
      return [module, nameOf(module, counts.get(nameOf(module)) === 1 ? '' : `${hash}_`)];
    }),
  );
}
