import type { Arguments } from './call.ts';
import type { Context } from './evaluate.ts';
import type { Frame } from './execute.ts';
import { Unknown } from './judgement.ts';
import {
  elementOf,
  FALSE,
  FLOAT,
  isIterable,
  isPlain,
  iterator,
  NUMBER,
  OBJECT,
  STRING,
  TRUE,
  type Value,
  type ValueType,
} from './value.ts';

/** Types whose instances are known by name. */
const typeNames: Readonly<Record<string, readonly ValueType[]>> = {
  str: ['str'],
  bytes: ['bytes'],
  list: ['list'],
  tuple: ['tuple'],
  dict: ['dict'],
  float: ['float'],
  property: ['property'],
};
const exact: ReadonlySet<ValueType> = new Set([
  'str',
  'bytes',
  'number',
  'float',
  'None',
  'list',
  'tuple',
  'dict',
  'set',
  'function',
  'property',
  'sentinel',
]);

/** What a call of something built in gives. */
export function callBuiltin(name: string, { positional, keywords }: Arguments, context: Context): Value {
  const made = keywords.size === 0 ? calls[name]?.(positional, context) : undefined;
  if (made === undefined) throw new Unknown();
  return made;
}

type BuiltinCall = (given: readonly Value[], context: Context) => Value | undefined;

const single =
  (of: (value: Value, context: Context) => Value | undefined, whenEmpty?: Value): BuiltinCall =>
  ([value, ...others], context) =>
    others.length > 0 ? undefined : value === undefined ? whenEmpty : of(value, context);

const elementsOf = (value: Value): Value['elements'] => (value.type === 'str' ? 'str' : value.elements);

const container =
  (type: 'list' | 'tuple' | 'set' | 'dict', canChange = true): BuiltinCall =>
  ([value, ...others], { judgement }) => {
    const madeBy = canChange ? judgement : undefined;
    if (others.length > 0) return undefined;
    if (value === undefined) return { type, elements: 'str', items: type === 'tuple' ? [] : undefined, madeBy };
    const isTaken = type === 'dict' ? value.type === 'dict' : isIterable(value);
    if (!isTaken || (type === 'set' && elementsOf(value) === undefined)) return undefined;
    return { type, elements: elementsOf(value), items: type === 'tuple' ? value.items : undefined, madeBy };
  };

const wrapped = single((value) =>
  isFunction(value) ? { type: 'wrapped', definition: value.definition, isAbstract: value.isAbstract } : undefined,
);
/** What these take may be asked for its name and documentation. */
const isFunction = ({ type, isOfLibrary }: Value): boolean =>
  type === 'function' || type === 'wrapped' || (type === 'object' && isOfLibrary === true);

const calls: Readonly<Record<string, BuiltinCall>> = {
  list: container('list'),
  tuple: container('tuple'),
  set: container('set'),
  frozenset: container('set', false),
  dict: container('dict'),
  sorted: single((value, { judgement }) =>
    isIterable(value) && elementOf(value).type === 'str'
      ? { type: 'list', elements: 'str', madeBy: judgement }
      : undefined,
  ),
  reversed: single((value, { judgement }) =>
    /^(?:list|tuple|str)$/.test(value.type) ? iterator(elementsOf(value), judgement) : undefined,
  ),
  len: single((value) => (isIterable(value) && value.type !== 'iterator' ? NUMBER : undefined)),
  range: (given, { judgement }) =>
    given.length > 0 && given.length < 3 && given.every(({ type }) => type === 'number')
      ? iterator('hashable', judgement)
      : undefined,
  str: single((value) => (isPlain(value) ? STRING : undefined), STRING),
  repr: single((value) => (isPlain(value) ? STRING : undefined)),
  bytes: single(() => undefined, { type: 'bytes' }),
  bytearray: single(() => undefined, OBJECT),
  int: single((value) => (value.type === 'number' ? NUMBER : undefined), NUMBER),
  float: single((value) => (value.type === 'number' || value.type === 'float' ? FLOAT : undefined), FLOAT),
  bool: single((value) => (isPlain(value) ? NUMBER : undefined), FALSE),
  chr: single((value) =>
    typeof value.literal === 'number' && value.literal < 0x11_0000 && value.literal >= 0 ? STRING : undefined,
  ),
  ord: single((value) => (typeof value.literal === 'string' && [...value.literal].length === 1 ? NUMBER : undefined)),
  object: single(() => undefined, { type: 'sentinel' }),
  id: single(() => NUMBER),
  callable: single((value) =>
    /^(?:function|method|class)$/.test(value.type) ? TRUE : exact.has(value.type) ? FALSE : NUMBER,
  ),
  isinstance: ([value, of]) => isInstance(value, of),
  property: (given) =>
    given.length > 0 && given.length < 4 && given.every(isOfProperty)
      ? { type: 'property', isAbstract: given.some(({ isAbstract }) => isAbstract === true) }
      : undefined,
  staticmethod: wrapped,
  classmethod: wrapped,
  super: (given, context) => {
    const { owner, self } = context as Partial<Frame>;
    if (given.length > 0 || owner === undefined || self?.type !== 'instance') return undefined;
    return { type: 'object', superOf: { owner, self } };
  },
};

const isOfProperty = (value: Value): boolean => isFunction(value) || value.type === 'None';

function isInstance(value: Value | undefined, of: Value | undefined): Value | undefined {
  if (value === undefined || of === undefined || !exact.has(value.type)) return undefined;
  const names = (of.type === 'tuple' ? of.items : [of])?.map(({ library, type }) =>
    type === 'class' ? library : undefined,
  );
  if (names === undefined || names.some((name) => name === undefined || typeNames[name] === undefined))
    return undefined;
  return names.some((name) => typeNames[name!]!.includes(value.type)) ? TRUE : FALSE;
}
