import type { Range } from '../facts.ts';

/** What may call code or raise when a statement at the top of a module runs, as far as its text shows. */
export type EffectKind =
  /** `a.b.c`: an attribute of what a name means. */
  | 'attribute'
  /** `a.b(...)` */
  | 'call'
  /** `a.b[...]` */
  | 'subscript'
  /** The expression after an `@`, whose value is called. */
  | 'decorator'
  /** A base of a class, whose metaclass and `__init_subclass__` run. */
  | 'base'
  /** `metaclass=M`, or an argument of `__init_subclass__`. */
  | 'keyword'
  /** What a class body binds to a name, which may have a `__set_name__`. */
  | 'class-value'
  /** Of a set or dict display, which is hashed. */
  | 'key'
  /** Anything else: operators, comprehensions, unpacking, f-strings, statements. */
  | 'other';

/** One such place; offsets are UTF-16. */
export interface Effect extends Range {
  readonly kind: EffectKind;
  /** Where the called, subscripted or other dotted name ends; the end for all other kinds. */
  readonly nameEnd: number;
}

export const effects: Effect[] = [];

export function pushEffect(kind: EffectKind, start: number, end: number, nameEnd = end): void {
  effects.push({ kind, start, end, nameEnd });
}
