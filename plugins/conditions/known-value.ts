import type { Constant } from '../../core/python/conditions/test-expression.ts';
import type { PythonVersion } from '../../core/python/facts.ts';

/** What a build knows of a value. */
export type KnownValue =
  /** It is one of these. */
  | { readonly kind: 'constants'; readonly values: readonly Constant[] }
  /** A number from `least` to `most`. */
  | { readonly kind: 'range'; readonly least: number; readonly most: number }
  /** `sys.version_info`, or its first items: at least `least`, and below version 4. */
  | { readonly kind: 'version'; readonly least: readonly Constant[] };

export const constantValue = (...values: readonly Constant[]): KnownValue => ({ kind: 'constants', values });

/** `sys.version_info` of the oldest Python that a bundle runs on, and of all later ones. */
export function versionValue([major, minor]: PythonVersion): KnownValue {
  return { kind: 'version', least: [major, minor, 0, 'alpha', 0] };
}

/** Whether it counts as true; nothing where that is not known. */
export function truthOf(value: KnownValue | undefined): boolean | undefined {
  if (value === undefined) return undefined;
  if (value.kind === 'range') return value.least > 0 ? true : undefined;
  if (value.kind === 'version') return true;
  return agreed(value.values.map((each) => (Array.isArray(each) ? each.length > 0 : Boolean(each))));
}

/** `value[index]` */
export function itemOf(value: KnownValue | undefined, index: number): KnownValue | undefined {
  if (value?.kind === 'version') {
    if (index === 0) return constantValue(value.least[0]!);
    const least = value.least[index];
    return typeof least === 'number' ? { kind: 'range', least: index === 1 ? least : 0, most: Infinity } : undefined;
  }
  if (value?.kind !== 'constants') return undefined;
  const items = value.values.map((each) => (typeof each === 'string' || Array.isArray(each) ? each[index] : undefined));
  return items.every((item) => item !== undefined) ? constantValue(...items) : undefined;
}

/** `value[:length]` */
export function sliceOf(value: KnownValue | undefined, length: number): KnownValue | undefined {
  if (value?.kind === 'version')
    return length > 0 ? { kind: 'version', least: value.least.slice(0, length) } : undefined;
  if (value?.kind !== 'constants' || length < 0) return undefined;
  const slices = value.values.map((each) =>
    typeof each === 'string' || Array.isArray(each) ? (each.slice(0, length) as Constant) : undefined,
  );
  return slices.every((slice) => slice !== undefined) ? constantValue(...slices) : undefined;
}

/** `value.startswith(argument)` and the like; the argument may be a tuple. */
export function callOf(value: KnownValue | undefined, method: string, argument: Constant): KnownValue | undefined {
  if (value?.kind !== 'constants' || (method !== 'startswith' && method !== 'endswith')) return undefined;
  const wanted = [argument].flat() as readonly Constant[];
  const name = method === 'startswith' ? 'startsWith' : 'endsWith';
  const results = value.values.map((each) =>
    typeof each === 'string' && wanted.every((part) => typeof part === 'string')
      ? wanted.some((part) => each[name](part))
      : undefined,
  );
  const result = agreed(results);
  return result === undefined ? undefined : constantValue(result);
}

/** What all of several are; nothing where one is not known or they differ. */
export function agreed(results: readonly (boolean | undefined)[]): boolean | undefined {
  return results.every((result) => result === results[0]) ? results[0] : undefined;
}
