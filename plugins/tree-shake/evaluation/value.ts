import type { FunctionDefinition } from '../../../core/python/statement-text/statement-tree.ts';
import type { Judgement } from './judgement.ts';
import type { MadeClass } from './made-class.ts';
import type { Scope } from './scope.ts';

export type ValueType =
  | 'str'
  | 'bytes'
  /** `int` and `bool`. */
  | 'number'
  | 'float'
  | 'None'
  | 'list'
  | 'tuple'
  | 'dict'
  /** A `frozenset` too. */
  | 'set'
  /** A generator of known values, or a view of a dictionary. */
  | 'iterator'
  | 'function'
  | 'class'
  | 'instance'
  | 'property'
  /** `classmethod` and `staticmethod`. */
  | 'wrapped'
  /** A method of one of these, with what it belongs to. */
  | 'method'
  /** Anything else, of which no more is known than that it is there. */
  | 'object';

/** What is known of a value that is made without raising anything and without calling code that may be noticed. */
export interface Value {
  readonly type: ValueType;
  /** Of a container: whether all its elements (the keys of a dictionary) can be hashed, or are strings. */
  elements?: 'hashable' | 'str' | undefined;
  /** Of a tuple, and a list that is new: the elements themselves. */
  items?: readonly Value[] | undefined;
  /** Of a dictionary of keyword arguments. */
  readonly entries?: ReadonlyMap<string, Value> | undefined;
  /** Of a string, and a small integer. */
  readonly literal?: string | number | undefined;
  readonly truth?: boolean | undefined;
  /** The judgement that has made it, to which alone it may be known. */
  readonly madeBy?: Judgement | undefined;
  /** The name of a builtin, or of a name of the standard library with its module. */
  readonly library?: string | undefined;
  readonly definition?: DefinedFunction | undefined;
  readonly madeClass?: MadeClass | undefined;
  /** Of an instance or function: what has been set; `undefined` for what may have been. */
  readonly attributes?: Map<string, Value | undefined> | undefined;
  /** Whether nothing of the program is in it: no `__set_name__`, `__eq__` and the like. */
  readonly isOfLibrary?: boolean | undefined;
  /** Whether `abstractmethod` has marked it. */
  readonly isAbstract?: boolean | undefined;
  /** Of a flag of `re`: the names of those that are in it. */
  readonly flags?: readonly string[] | undefined;
  /** Of `dataclass(...)`: methods that the class must not have. */
  readonly forbidden?: readonly string[] | undefined;
  /** Of `super()`: the class whose bases it looks into, and the instance. */
  readonly superOf?: { readonly owner: MadeClass; readonly self: Value } | undefined;
  /** Of a method: its name, and what it is one of. */
  readonly method?: { readonly name: string; readonly of: Value } | undefined;
}

/** A function with what its names mean. */
export interface DefinedFunction {
  readonly name: string;
  /** With its body. */
  tree(): FunctionDefinition | undefined;
  /** The scope it stands in. */
  readonly scope: Scope;
  /** The class it is a method of. */
  readonly owner?: (() => MadeClass | undefined) | undefined;
  /** By parameter. */
  defaults(): ReadonlyMap<string, Value>;
}

export const NONE: Value = { type: 'None', truth: false };
export const OBJECT: Value = { type: 'object' };
export const LIBRARY_OBJECT: Value = { type: 'object', isOfLibrary: true };
export const STRING: Value = { type: 'str' };
export const NUMBER: Value = { type: 'number' };
export const TRUE: Value = { type: 'number', truth: true };
export const FALSE: Value = { type: 'number', truth: false };
export const FLOAT: Value = { type: 'float' };

const unhashable: ReadonlySet<ValueType> = new Set(['list', 'dict', 'set', 'object', 'tuple', 'iterator']);

/** Whether it can be hashed without calling code of the program. */
export function isHashable(value: Value): boolean {
  if (value.type === 'tuple') return value.elements !== undefined;
  if (value.type === 'class') return value.madeClass?.metaclass === undefined;
  if (value.type === 'instance') return value.madeClass!.isWithout('__hash__', '__eq__');
  return !unhashable.has(value.type);
}

/** Whether `str()` of it, and comparing it, calls nothing but what is built in. */
export const isPlain = ({ type }: Value): boolean =>
  type === 'str' || type === 'number' || type === 'float' || type === 'None';

/** Whether iterating over it gives its elements and calls nothing. */
export const isIterable = ({ type }: Value): boolean =>
  type === 'str' || type === 'list' || type === 'tuple' || type === 'dict' || type === 'set' || type === 'iterator';

/** What it gives when it is iterated over. */
export function elementOf(value: Value): Value {
  if (value.type === 'str' || value.elements === 'str') return STRING;
  const [first, ...rest] = value.items ?? [];
  return first === undefined ? OBJECT : rest.reduce(either, first);
}

/** What is known of a value that is one or the other. */
export function either(one: Value, other: Value): Value {
  if (one === other) return one;
  if (one.type !== other.type || one.type === 'instance') return OBJECT;
  return { type: one.type, elements: shared([one.elements, other.elements]) };
}

export function shared(all: readonly Value['elements'][]): Value['elements'] {
  if (all.includes(undefined)) return undefined;
  return all.every((each) => each === 'str') ? 'str' : 'hashable';
}

export function elementsOf(values: readonly Value[]): Value['elements'] {
  if (values.every(({ type }) => type === 'str')) return 'str';
  return values.every(isHashable) ? 'hashable' : undefined;
}

/** What of it stays true when others may have it, and change it. */
export function whenShared(value: Value): Value {
  switch (value.type) {
    case 'list':
      return { type: 'list' };
    case 'dict':
    case 'set':
      return { type: value.type, elements: 'hashable' };
    case 'iterator':
      return OBJECT;
    default:
      return value;
  }
}
