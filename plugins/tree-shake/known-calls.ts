import type { LinkedModule } from './linked-module.ts';
import type { Meaning } from './meanings.ts';

export const isName = (text: string): boolean => /^[\p{ID_Start}_][\p{ID_Continue}]*$/u.test(text);
export const dotted = (text: string): string[] => text.replaceAll(/\s|\\\n/g, '').split('.');

/** Functions of the library that only make something of a function or class. */
export const harmlessDecorators: ReadonlySet<string> = new Set([
  'abc.abstractmethod',
  'contextlib.contextmanager',
  'functools.cached_property',
  'functools.lru_cache',
  'functools.wraps',
  'typing.final',
  'typing.no_type_check',
  'typing.overload',
]);
export const harmlessBuiltins: ReadonlySet<string> = new Set(['classmethod', 'object', 'property', 'staticmethod']);
const emptyBuiltins: ReadonlySet<string> = new Set([
  'bytearray',
  'dict',
  'frozenset',
  'list',
  'set',
  'tuple',
  'bytes',
  'str',
  'int',
  'float',
  'bool',
]);

export const isLibrary = (meaning: Meaning | undefined, ...names: string[]): boolean =>
  meaning?.kind === 'library' && names.includes(`${meaning.module}.${meaning.name}`);

/** `x.setter` where the class has a property `x`. */
export function isOfProperty(linked: LinkedModule, index: number, name: string): boolean {
  const [property, method, ...rest] = dotted(name);
  if (rest.length > 0 || !['setter', 'getter', 'deleter'].includes(method!)) return false;
  const { start, end } = linked.statements[index]!;
  return new RegExp(`@property\\s+def ${property}\\b`).test(linked.text.slice(start, end));
}

/** Whether what stands in brackets after a name of `typing` is types and nothing else, as far as it shows. */
export function hasTypes(text: string): boolean {
  return (
    /^(?:[\p{ID_Continue}\s.,[\]|]|\.\.\.|"[\p{ID_Continue}\s.,[\]|]*"|'[\p{ID_Continue}\s.,[\]|]*')+$/u.test(text) &&
    !/[[,]\s*\d/.test(text)
  );
}

export function isHarmlessCall(meaning: Meaning | undefined, given: string): boolean {
  if (meaning?.kind === 'builtin') {
    if (harmlessBuiltins.has(meaning.name)) return true;
    return emptyBuiltins.has(meaning.name) && /^\(\s*\)$/.test(given);
  }
  if (meaning?.kind !== 'library') return false;
  switch (`${meaning.module}.${meaning.name}`) {
    case 'typing.TypeVar':
      return /^\(\s*["']\w+["']\s*(?:,|\))/.test(given) && !/\bbound\s*=\s*None|covariant/.test(given);
    case 'typing.NewType':
      return /^\(\s*["']\w+["']\s*,/.test(given);
    case 'functools.wraps':
    case 'functools.lru_cache':
      return true;
    case 'collections.namedtuple':
      return isNamedTuple(given);
    default:
      return false;
  }
}

/** A call of `namedtuple` with names in literals, none of which it refuses. */
function isNamedTuple(given: string): boolean {
  const found = /^\(\s*["'](\w+)["']\s*,\s*(?:["']([\w\s,]*)["']|[[(]([\s\w"',]*)[\])])\s*\)$/.exec(given);
  if (found === null) return false;
  const [, name, words, items] = found;
  const fields =
    words?.split(/[\s,]+/).filter(Boolean) ?? [...items!.matchAll(/["'](\w+)["']/g)].map(([, field]) => field!);
  const isField = (field: string): boolean => isName(field) && !field.startsWith('_') && !keywords.has(field);
  return isName(name!) && !keywords.has(name!) && fields.every(isField) && new Set(fields).size === fields.length;
}

const keywords: ReadonlySet<string> = new Set(
  (
    'False None True and as assert async await break class continue def del elif else except finally for from global if ' +
    'import in is lambda nonlocal not or pass raise return try while with yield'
  ).split(' '),
);
