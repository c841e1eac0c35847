import { Unknown, type Judgement } from './judgement.ts';
import {
  elementOf,
  elementsOf,
  isHashable,
  isIterable,
  iterator,
  NONE,
  NUMBER,
  OBJECT,
  shared,
  STRING,
  type Value,
} from './value.ts';

const withoutArguments = /^(?:lower|upper|title|capitalize|casefold|strip|lstrip|rstrip|swapcase|expandtabs)$/;
const asking = /^(?:isdigit|isalpha|isalnum|isidentifier|isspace|isupper|islower|isnumeric|isdecimal)$/;

/** What a method of a builtin type gives. */
export function callMethod(name: string, of: Value, given: readonly Value[], judgement: Judgement): Value {
  const [first, second] = given;
  const areStrings = given.every(({ type }) => type === 'str');
  const isFresh = of.madeBy === judgement;
  if (of.type === 'str' && areStrings) {
    const isSplit = /^r?split$/.test(name) && given.length < 2 && (first === undefined || (first.literal ?? '') !== '');
    if (isSplit || (name === 'splitlines' && given.length === 0))
      return { type: 'list', elements: 'str', madeBy: judgement };
    if (/^(?:lower|upper)$/.test(name) && typeof of.literal === 'string' && given.length === 0)
      return { ...STRING, elements: 'str' };
    if (withoutArguments.test(name) && given.length <= (name.endsWith('strip') ? 1 : 0)) return STRING;
    if (asking.test(name) && given.length === 0) return NUMBER;
    if (/^(?:startswith|endswith|find|rfind|count)$/.test(name) && given.length === 1) return NUMBER;
    if (name === 'replace' && given.length === 2) return STRING;
    if (/^(?:removeprefix|removesuffix)$/.test(name)) throw new Unknown(`it calls ${name}, which is new in Python 3.9`);
    if (
      name === 'encode' &&
      given.length === 0 &&
      typeof of.literal === 'string' &&
      !/[\ud800-\udfff]/.test(of.literal)
    )
      return { type: 'bytes' };
  }
  if (
    of.type === 'str' &&
    name === 'join' &&
    given.length === 1 &&
    isIterable(first!) &&
    elementOf(first!).type === 'str'
  )
    return STRING;
  if (of.type === 'dict' && given.length === 0) {
    if (name === 'copy') return { type: 'dict', elements: of.elements, madeBy: judgement };
    if (name === 'keys') return iterator(of.elements, judgement);
    if (name === 'items' || name === 'values') return iterator(undefined, judgement);
  }
  if (of.type === 'dict' && name === 'get' && first !== undefined && isHashable(first) && first.type === 'str') {
    if (of.elements === 'str') return given.length <= 2 ? OBJECT : fail(name);
  }
  if (isFresh && first !== undefined && changes(of, name, given)) return NONE;
  if (
    isFresh &&
    of.type === 'dict' &&
    name === 'setdefault' &&
    second !== undefined &&
    given.length === 2 &&
    isHashable(first!)
  ) {
    weaken(of, [first!]);
    return OBJECT;
  }
  return fail(name);
}

function fail(name: string): never {
  throw new Unknown(`it calls ${name}`);
}

/** What changes a container that nobody else has. */
function changes(of: Value, name: string, given: readonly Value[]): boolean {
  const [first, ...rest] = given;
  if (rest.length > 0) return false;
  if (of.type === 'list' && name === 'append') return weaken(of, [first!]);
  if (of.type === 'list' && name === 'extend' && isIterable(first!)) return weaken(of, [elementOf(first!)]);
  if (of.type === 'set' && name === 'add' && isHashable(first!)) return weaken(of, [first!]);
  if (of.type === 'set' && name === 'update' && isIterable(first!) && first!.elements !== undefined)
    return weaken(of, [elementOf(first!).type === 'str' ? STRING : NUMBER]);
  if (of.type === 'dict' && name === 'update' && first!.type === 'dict')
    return weaken(of, [elementOf(first!).type === 'str' ? STRING : NUMBER]);
  return false;
}

/** Other values come into a container. */
export function weaken(of: Value, added: readonly Value[]): true {
  of.elements = shared([of.elements, elementsOf(added)]);
  of.items = undefined;
  of.entries = undefined;
  of.madeBy!.changes++;
  return true;
}
