import type { Arguments } from './call.ts';
import { dataclass, dataclassField, parameterizedDataclass } from './dataclass.ts';
import type { Context } from './evaluate.ts';
import { Unknown } from './judgement.ts';
import { isFieldName } from './field-names.ts';
import { isValidPattern } from './regular-expressions.ts';
import { A_TYPE, LIBRARY_OBJECT, NONE, TYPE_VARIABLE, type Value } from './value.ts';

type LibraryCall = (given: Arguments, context: Context) => Value | undefined;

/** What a call of something of the standard library gives, which by itself calls nothing of the program. */
export function callLibrary(callee: Value, given: Arguments, context: Context): Value {
  const made = parameterized(callee, given, context) ?? calls[callee.library!]?.(given, context);
  if (made === undefined) throw new Unknown();
  return made;
}

/** What a decorator gives that has been given arguments before. */
function parameterized(callee: Value, given: Arguments, context: Context): Value | undefined {
  if (callee.forbidden !== undefined) return parameterizedDataclass(callee, given);
  if (callee.library !== 'functools.wraps()') return undefined;
  const value = marking(given, context);
  // Attributes are copied, what `abstractmethod` sets as well.
  return isFunction(value) ? { ...value!, isAbstract: callee.isAbstract } : undefined;
}

/** What `cached_property` gives. */
export const CACHED_PROPERTY = 'a cached property';

const isCallable = (value: Value | undefined): boolean =>
  value !== undefined && /^(?:function|class|method)$/.test(value.type);
const isFunction = (value: Value | undefined): boolean => value?.type === 'function';

/** A decorator that makes something else of a function. */
const ofFunction: LibraryCall = ({ positional: [value, ...others], keywords }) =>
  (isFunction(value) || value?.isOfLibrary === true) && others.length === 0 && keywords.size === 0
    ? { ...LIBRARY_OBJECT, isAbstract: value!.isAbstract }
    : undefined;

/** A decorator that marks what it gets, which nobody else has yet. */
const marking: LibraryCall = ({ positional: [value, ...others] }, { judgement }) =>
  value?.madeBy === judgement && others.length === 0 ? value : undefined;

const calls: Readonly<Record<string, LibraryCall>> = {
  'abc.abstractmethod': (given, context) => {
    const value = marking(given, context);
    return isFunction(value) ? { ...value!, isAbstract: true } : undefined;
  },
  'collections.namedtuple': ({ positional: [name, fields, ...others], keywords }) =>
    others.length === 0 && keywords.size === 0 && areFields(name, fields)
      ? { type: 'class', library: 'a named tuple' }
      : undefined,
  'collections.OrderedDict': ({ positional, keywords }, { judgement }) =>
    positional.length === 0 && keywords.size === 0 ? { type: 'dict', elements: 'str', madeBy: judgement } : undefined,
  'collections.defaultdict': ({ positional: [factory, ...others], keywords }) =>
    others.length === 0 && keywords.size === 0 && (factory === undefined || isCallable(factory))
      ? LIBRARY_OBJECT
      : undefined,
  'contextlib.contextmanager': ofFunction,
  'dataclasses.dataclass': dataclass,
  'dataclasses.field': dataclassField,
  'enum.auto': ({ positional }) =>
    positional.length === 0 ? { ...LIBRARY_OBJECT, library: 'an automatic value' } : undefined,
  'functools.cached_property': ({ positional: [value] }) =>
    isFunction(value) ? { ...LIBRARY_OBJECT, library: CACHED_PROPERTY, isAbstract: value!.isAbstract } : undefined,
  'functools.lru_cache': ({ positional: [size, ...others], keywords }) => {
    if (others.length > 0) return undefined;
    if (isFunction(size) && keywords.size === 0) return { ...LIBRARY_OBJECT, isAbstract: size!.isAbstract };
    const all = [...(size === undefined ? [] : [size]), ...keywords.values()];
    return all.every(({ type }) => type === 'number' || type === 'None')
      ? { ...LIBRARY_OBJECT, library: 'functools.lru_cache()' }
      : undefined;
  },
  'functools.lru_cache()': ofFunction,
  'functools.partial': ({ positional: [value] }) => (isCallable(value) ? LIBRARY_OBJECT : undefined),
  'functools.update_wrapper': ({ positional: [value, of, ...others], keywords }, { judgement }) =>
    isFunction(value) && value!.madeBy === judgement && isFunction(of) && others.length === 0 && keywords.size === 0
      ? { ...value!, isAbstract: of!.isAbstract }
      : undefined,
  'functools.wraps': ({ positional: [of, ...others], keywords }) =>
    isFunction(of) && others.length === 0 && keywords.size === 0
      ? { ...LIBRARY_OBJECT, library: 'functools.wraps()', isAbstract: of!.isAbstract }
      : undefined,
  'object.__init__': ({ positional, keywords }) => (positional.length + keywords.size === 0 ? NONE : undefined),
  're.compile': ({ positional: [pattern, flags, ...others], keywords }) =>
    others.length === 0 && keywords.size === 0 && isPattern(pattern, flags) ? LIBRARY_OBJECT : undefined,
  'sys.intern': ({ positional: [text] }) => (text?.type === 'str' ? text : undefined),
  'typing.NewType': ({ positional: [name, of, ...others] }) =>
    typeof name?.literal === 'string' && of !== undefined && others.length === 0 ? A_TYPE : undefined,
  'typing.TypeVar': ({ positional: [name, ...bounds], keywords }) => {
    const isNamed = typeof name?.literal === 'string' && bounds.length !== 1;
    const areKnown = [...keywords.keys()].every((each) => each === 'bound') && keywords.get('bound')?.type !== 'None';
    const areTypes = [...bounds, ...keywords.values()].every((each) => /^(?:class|object|str)$/.test(each.type));
    return isNamed && areKnown && areTypes && (bounds.length === 0 || keywords.size === 0) ? TYPE_VARIABLE : undefined;
  },
  'typing.cast': ({ positional: [, value, ...others] }) => (others.length === 0 ? value : undefined),
  'typing.final': marking,
  'typing.no_type_check': marking,
  'typing.overload': ofFunction,
  'typing.runtime_checkable': (given, context) => {
    const value = marking(given, context);
    return value?.madeClass?.libraryBases.includes('typing.Protocol') === true ? value : undefined;
  },
};

/** Whether `namedtuple` takes these. */
function areFields(name: Value | undefined, fields: Value | undefined): boolean {
  if (typeof name?.literal !== 'string' || !isFieldName(name.literal)) return false;
  const words =
    typeof fields?.literal === 'string'
      ? fields.literal.split(/[\s,]+/).filter(Boolean)
      : fields?.items?.map(({ literal }) => literal);
  if (words === undefined || new Set(words).size < words.length) return false;
  return words.every((each) => typeof each === 'string' && isFieldName(each) && !each.startsWith('_'));
}

function isPattern(pattern: Value | undefined, flags: Value | undefined): boolean {
  if (typeof pattern?.literal !== 'string') return false;
  const names = flags === undefined ? [] : flags.flags;
  return names !== undefined && isValidPattern(pattern.literal, names.includes('VERBOSE') || names.includes('X'));
}
