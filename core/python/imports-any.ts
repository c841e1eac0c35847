import type { Facts } from './facts.ts';

/** Whether a module imports one of these top-level packages, or something in them, by an absolute `import` statement. */
export function importsAny({ imports }: Facts, packages: readonly string[]): boolean {
  const isWanted = (name: string): boolean => packages.includes(name.split('.', 1)[0]);
  return imports.some(({ from, level, names }) =>
    from === undefined ? names.some(({ name }) => isWanted(name)) : level === 0 && isWanted(from),
  );
}
