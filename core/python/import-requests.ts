import type { ImportFact, ImportedName } from './facts.ts';

/** A module that an import statement asks for. */
export interface ImportRequest {
  /** Absolute dotted name. */
  readonly name: string;
  /** False for `b` in `from a import b`, which may be an attribute of `a` instead of a module. */
  readonly required: boolean;
}

/** Why a relative import has no absolute name. */
export type RelativeImportFailure = 'beyond-top-level' | 'no-package';

/** The name and all its parents, outermost first: `a.b.c` gives `a`, `a.b`, `a.b.c`. */
export function withParents(name: string): string[] {
  const names: string[] = [];
  for (let dot = name.indexOf('.'); dot !== -1; dot = name.indexOf('.', dot + 1)) names.push(name.slice(0, dot));
  names.push(name);
  return names;
}

/**
 * The absolute name that `level` dots and a name mean inside a package (`importlib._bootstrap._resolve_name`):
 * one dot is the package itself, each further dot one parent more.
 */
export function absoluteName(name: string, level: number, packageName: string): string | RelativeImportFailure {
  if (level === 0) return name;
  if (packageName === '') return 'no-package';
  const parts = packageName.split('.');
  if (level > parts.length) return 'beyond-top-level';
  const base = parts.slice(0, parts.length - level + 1).join('.');
  return name === '' ? base : `${base}.${name}`;
}

/** The modules that an import statement asks for, in the order in which Python imports them. */
export function importRequests(fact: ImportFact, packageName: string): ImportRequest[] | RelativeImportFailure {
  if (fact.from === undefined) {
    return fact.names.flatMap(({ name }) => withParents(name).map((each) => ({ name: each, required: true })));
  }
  const base = absoluteName(fact.from, fact.level, packageName);
  if (base === 'no-package' || base === 'beyond-top-level') return base;
  const requests: ImportRequest[] = withParents(base).map((name) => ({ name, required: true }));
  for (const { name } of fact.names) {
    if (name !== '*') requests.push({ name: `${base}.${name}`, required: false });
  }
  return requests;
}

/** The name that an import statement binds for one of its names. */
export function boundName({ from }: ImportFact, { name, alias }: ImportedName): string {
  return alias ?? (from === undefined ? name.split('.', 1)[0]! : name);
}
