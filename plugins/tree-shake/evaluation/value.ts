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
  /** What `object()` gives. */
  | 'sentinel'
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
  entries?: ReadonlyMap<string, Value> | undefined;
  /** Of a string, and a small integer. */
  readonly literal?: string | number | undefined;
  /** Of a number: how many bits it may have, where those are more than 64. */
  readonly bits?: number | undefined;
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
  /** Of an iterator, which is gone through later: whether all that it goes through is as it was when it was made. */
  readonly isCurrent?: (() => boolean) | undefined;
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
/** What `typing` makes of types, and `TypeVar`. */
export const A_TYPE: Value = { ...LIBRARY_OBJECT, library: 'a type' };
export const TYPE_VARIABLE: Value = { ...LIBRARY_OBJECT, library: 'a type variable' };
export const STRING: Value = { type: 'str' };
export const NUMBER: Value = { type: 'number' };
export const TRUE: Value = { type: 'number', truth: true };
export const FALSE: Value = { type: 'number', truth: false };
export const FLOAT: Value = { type: 'float' };

const unhashable: ReadonlySet<ValueType> = new Set(['list', 'dict', 'set', 'object', 'tuple', 'iterator']);

/** Whether it can be hashed without calling code of the program. */
export function isHashable(value: Value): boolean {
  if (value.type === 'tuple') return value.elements !== undefined;
  if (value.type === 'class') return value.madeClass?.isWithoutInMetaclass('__hash__', '__eq__') !== false;
  if (value.type === 'instance') return value.madeClass!.isWithout('__hash__', '__eq__');
  return !unhashable.has(value.type);
}

/** Whether `str()` of it, and comparing it, calls nothing but what is built in. */
export const isPlain = ({ type }: Value): boolean =>
  type === 'str' || type === 'number' || type === 'float' || type === 'None';

/** Whether iterating over it gives its elements and calls nothing. */
export function isIterable({ type, isCurrent }: Value): boolean {
  if (type === 'iterator') return isCurrent?.() === true;
  return type === 'str' || type === 'list' || type === 'tuple' || type === 'dict' || type === 'set';
}

/** What it gives when it is iterated over. */
export function elementOf(value: Value): Value {
  if (value.type === 'str' || value.elements === 'str') return STRING;
  const [first, ...rest] = value.items ?? [];
  return first === undefined ? OBJECT : rest.reduce(either, first);
}

/** What goes through values later, as they are then. */
export function iterator(elements: Value['elements'], judgement: Judgement): Value {
  const { changes, bindings } = judgement;
  return {
    type: 'iterator',
    elements,
    isCurrent: () => judgement.changes === changes && judgement.bindings === bindings,
  };
}

/** What is known of a value that is one or the other. */
export function either(one: Value, other: Value): Value {
  if (one === other) return one;
  const areObjects = one.isOfLibrary === true && other.isOfLibrary === true;
  if (one.type !== other.type || /^(?:instance|class|object|iterator)$/.test(one.type))
    return areObjects ? LIBRARY_OBJECT : OBJECT;
  const { type } = one;
  if (type === 'number') return { type, bits: Math.max(bitsOf(one), bitsOf(other)) };
  // A list may be changed by its other name.
  const isChanged = type === 'list' || type === 'dict' || type === 'set';
  return whenShared({ type, elements: isChanged ? undefined : shared([one.elements, other.elements]) });
}

/** Numbers of more bits are not looked at: making a `float` or `str` of them may raise. */
export const MOST_BITS = 1000;
const BITS = 64;

/** How many bits a number may have. */
export function bitsOf({ bits, literal }: Value): number {
  return bits ?? (typeof literal === 'number' ? Math.ceil(Math.log2(Math.abs(literal) + 1)) : BITS);
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
    case 'tuple':
      return { ...value, items: value.items?.map(whenShared) };
    case 'iterator':
      return OBJECT;
    default:
      return value;
  }
}
