/**
 * What an expression may be in some run of a module, as far as its text says. An expression has a list of these, any of
 * which it may be: of a name that is bound in several places each binding counts.
 */
export type Value =
  /** A string, in which `GAP` stands for what is not known. */
  | { readonly kind: 'text'; readonly text: string }
  /** What a dotted name means: a module, or something in one; `builtins.print`. */
  | { readonly kind: 'object'; readonly name: string }
  /** A list or tuple, with the values of each item. */
  | { readonly kind: 'sequence'; readonly items: readonly Values[] }
  /** Any number of items in any order. */
  | { readonly kind: 'collection'; readonly items: Values }
  | { readonly kind: 'table'; readonly entries: readonly Entry[] }
  /** The folder of a package (its `__path__`, or a path to it); the name may have gaps. */
  | { readonly kind: 'folder'; readonly name: string }
  /** A file in the folder of a package. */
  | { readonly kind: 'file'; readonly folder: string }
  /** A `pkgutil.ModuleInfo` with that name. */
  | { readonly kind: 'listed'; readonly name: string }
  /** `None`, a number: no string, and nothing that holds strings. */
  | { readonly kind: 'nothing' }
  | { readonly kind: 'unknown' };

export type Values = readonly Value[];

/** A key of a dictionary with its value. */
export interface Entry {
  readonly key: Values;
  readonly value: Values;
}

/** Stands in a text for characters that are not known. No name of a module has it. */
export const GAP = '\0';

/** More values than any list of plugins has; what would have more counts as unknown. */
const MOST = 4000;

export const unknown: Values = [{ kind: 'unknown' }];
export const nothing: Values = [{ kind: 'nothing' }];
export const text = (value: string): Value => ({ kind: 'text', text: value });
export const texts = (values: Iterable<string>): Value[] => Array.from(values, text);

/** All of several lists of values, each once. */
export function union(lists: readonly Values[]): Values {
  if (lists.length === 1) return lists[0];
  const all = lists.flat();
  if (all.length > MOST) return unknown;
  const seen = new Set<string>();
  return all.filter((value) => {
    if (value.kind !== 'text' && value.kind !== 'unknown' && value.kind !== 'nothing') return true;
    const key = value.kind === 'text' ? `text ${value.text}` : value.kind;
    return !seen.has(key) && seen.add(key);
  });
}

const noStrings: ReadonlySet<Value['kind']> = new Set(['nothing', 'sequence', 'collection', 'table', 'listed']);

/** The strings that values can be; what is none is left out. */
export function stringsOf(values: Values): string[] {
  const strings = values.flatMap((value) => {
    if (value.kind === 'text') return [value.text];
    return noStrings.has(value.kind) ? [] : [GAP];
  });
  return [...new Set(strings)];
}

/** What iterating over values gives. */
export function itemsOf(values: Values): Values {
  return union(
    values.map((value): Values => {
      if (value.kind === 'sequence') return union(value.items);
      if (value.kind === 'collection') return value.items;
      if (value.kind === 'table') return union(value.entries.map(({ key }) => key));
      return value.kind === 'nothing' ? [] : unknown;
    }),
  );
}

/** The item at a position that counts from 0, or from the end where it is negative; `NaN` is one that is not known. */
export function itemAt(values: Values, index: number): Values {
  return union(
    values.map((value): Values => {
      if (value.kind === 'sequence') return Number.isNaN(index) ? union(value.items) : (value.items.at(index) ?? []);
      if (value.kind === 'listed') return index === 1 ? [text(value.name)] : unknown;
      return itemsOf([value]);
    }),
  );
}

/** The entries of tables; those of what may be any table are unknown. */
export function entriesOf(values: Values): readonly Entry[] {
  return values.flatMap((value): readonly Entry[] => {
    if (value.kind === 'table') return value.entries;
    return value.kind === 'nothing' ? [] : [{ key: unknown, value: unknown }];
  });
}

/** What a table has under a key: all its values where the key is not known, or not among those that are. */
export function valueOf(values: Values, key: Values): Values {
  const entries = entriesOf(values);
  const wanted = new Set(stringsOf(key));
  const named = [...wanted].some((name) => name.includes(GAP))
    ? []
    : entries.filter((entry) => stringsOf(entry.key).some((name) => wanted.has(name)));
  return union((named.length > 0 ? named : entries).map(({ value }) => value));
}

/** Every way of joining one string of each list. */
export function joinTexts(lists: readonly Values[]): Values {
  let joined = [''];
  for (const list of lists) {
    const strings = stringsOf(list);
    if (joined.length * strings.length > MOST) return unknown;
    joined = joined.flatMap((start) => strings.map((end) => withOneGap(start + end)));
  }
  return texts(new Set(joined));
}

/** Applies a string method to what is known of texts; the method must not care what stands in gaps. */
export function mapTexts(values: Values, change: (known: string) => string): Values {
  return texts(new Set(stringsOf(values).map((each) => withOneGap(change(each)))));
}

/** Gaps beside each other are one. */
function withOneGap(value: string): string {
  return value.includes(GAP) ? value.replace(/\0+/g, GAP) : value;
}
