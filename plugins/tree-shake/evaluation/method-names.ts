import type { ValueType } from './value.ts';

/** Methods that the builtin types have in every version, apart from the special ones. */
const methods: Partial<Record<ValueType, string>> = {
  str:
    'capitalize casefold center count encode endswith expandtabs find format format_map index isalnum isalpha isascii ' +
    'isdecimal isdigit isidentifier islower isnumeric isprintable isspace istitle isupper join ljust lower lstrip partition ' +
    'replace rfind rindex rjust rpartition rsplit rstrip split splitlines startswith strip swapcase title translate upper zfill',
  bytes: 'count decode endswith find hex index join lower lstrip replace rsplit rstrip split startswith strip upper',
  list: 'append clear copy count extend index insert pop remove reverse sort',
  tuple: 'count index',
  dict: 'clear copy get items keys pop popitem setdefault update values',
  set: 'copy difference intersection isdisjoint issubset issuperset symmetric_difference union',
};

const known = new Map(Object.entries(methods).map(([type, names]) => [type, new Set(names.split(' '))]));

/** Whether a builtin type has a method in every version; what a `frozenset` lacks is none of a set. */
export const hasMethod = (type: ValueType, name: string): boolean => known.get(type)?.has(name) === true;
