import type { Module } from '../../core/module.ts';
import type { ImportFact } from '../../core/python/facts.ts';
import { absoluteName } from '../../core/python/import-requests.ts';
import { isBinding, type References, Role } from '../../core/python/references.ts';
import type { ValueOf } from './decide.ts';
import type { KnownNames } from './defined-names.ts';
import { constantValue, type KnownValue } from './known-value.ts';

/** What a place that binds a name gives it: something by its dotted name, or `TYPE_CHECKING = False`. */
type Bound = { readonly dotted: string } | { readonly value: KnownValue };

/** How names of one module are found out. */
export interface NameValues {
  readonly valueOf: ValueOf;
  /** The known names that were asked for. */
  readonly used: ReadonlySet<string>;
  /** The value of a name that nothing binds, at an offset where it is read. */
  unboundValue(reference: number): KnownValue | undefined;
}

/** Finds out what names in a module's text mean, by its imports. */
export function nameValues(module: Module, found: References, known: KnownNames): NameValues {
  const { text, facts } = module;
  const used = new Set<string>();
  /** Places that bind a name, by scope and name. */
  const bindings = new Map<string, number[]>();
  for (let index = 0; index < found.count; index++) {
    if (!isBinding(found.roles[index]!)) continue;
    const key = keyOf(index);
    const places = bindings.get(key);
    if (places === undefined) bindings.set(key, [index]);
    else places.push(index);
  }
  const hasStarImport = facts.imports.some(({ names }) => names[0]!.name === '*');

  function keyOf(reference: number): string {
    return `${found.definitions[reference]} ${found.nameIndices[reference]}`;
  }

  const lookUp = (dotted: string): KnownValue | undefined => {
    const value = known.get(dotted);
    if (value !== undefined) used.add(dotted);
    return value;
  };

  function bound(reference: number): Bound | undefined {
    const offset = found.offsets[reference]!;
    const name = found.names[found.nameIndices[reference]!]!;
    if (found.roles[reference] === Role.Import) {
      const dotted = importedName(offset, facts.imports, module.package);
      return dotted === undefined ? undefined : { dotted };
    }
    const isAssigned = found.roles[reference] === Role.Store || found.roles[reference] === Role.AnnotatedStore;
    const isFalse = /^\s*(?::[^=\n]*)?=[ \t]*False[ \t]*(?:#.*)?(?:\n|$)/.test(text.slice(offset + name.length));
    return name === 'TYPE_CHECKING' && isAssigned && isFalse ? { value: constantValue(false) } : undefined;
  }

  function unboundValue(reference: number): KnownValue | undefined {
    if (found.definitions[reference] !== -1 || hasStarImport) return undefined;
    const name = found.names[found.nameIndices[reference]!]!;
    // What a scope does not bind has one part; that of `typing` is not meant by its name alone.
    return name === 'TYPE_CHECKING' ? undefined : lookUp(name);
  }

  const valueOf: ValueOf = ({ start, attributes }) => {
    const reference = referenceAt(found, start);
    if (reference === undefined) return undefined;
    const rest = attributes.map((attribute) => `.${attribute}`).join('');
    const unbound = attributes.length === 0 ? unboundValue(reference) : undefined;
    if (unbound !== undefined) return unbound;
    const scope = found.definitions[reference]!;
    const name = found.names[found.nameIndices[reference]!]!;
    const own = scope === 0 ? lookUp(`${module.name}.${name}${rest}`) : undefined;
    if (own !== undefined) return own;
    const places = bindings.get(keyOf(reference)) ?? [];
    const isEarly = found.scopeIndices[reference] === scope && places.every((place) => found.offsets[place]! > start);
    if (places.length === 0 || isEarly) return undefined;
    const values = places.map((place) => {
      const what = bound(place);
      if (what === undefined) return undefined;
      if ('dotted' in what) return lookUp(`${what.dotted}${rest}`);
      return attributes.length === 0 ? what.value : undefined;
    });
    const [first] = values;
    return first !== undefined && values.every((value) => isSame(value, first)) ? first : undefined;
  };

  return { valueOf, used, unboundValue };
}

const isSame = (one: KnownValue | undefined, other: KnownValue): boolean =>
  JSON.stringify(one) === JSON.stringify(other);

/** The reference at an offset, by bisection: they are in source order, but for those of comprehensions. */
function referenceAt({ offsets, count, roles }: References, offset: number): number | undefined {
  const index = offsets.indexOf(offset);
  return index >= 0 && index < count && roles[index] === Role.Load ? index : undefined;
}

/** The dotted name of what an import statement binds to the name at an offset. */
function importedName(offset: number, imports: readonly ImportFact[], packageName: string): string | undefined {
  for (const { from, level, names, start, end } of imports) {
    if (offset < start || offset >= end) continue;
    const imported = names.find((name) => name.start <= offset && offset < name.end);
    if (imported === undefined) return undefined;
    if (from === undefined) return imported.alias === undefined ? imported.name.split('.')[0] : imported.name;
    const base = absoluteName(from, level, packageName);
    return base === 'no-package' || base === 'beyond-top-level' ? undefined : `${base}.${imported.name}`;
  }
  return undefined;
}
