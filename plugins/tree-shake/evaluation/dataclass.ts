import type { Arguments } from './call.ts';
import type { MadeClass } from './made-class.ts';
import type { Value } from './value.ts';

/** Keywords that every version knows, with the methods that the class must not have for them. */
const knownKeywords: Readonly<Record<string, readonly string[]>> = {
  eq: [],
  frozen: ['__setattr__', '__delattr__'],
  init: [],
  order: ['__lt__', '__le__', '__gt__', '__ge__'],
  repr: [],
  unsafe_hash: ['__hash__'],
};

/** What `dataclass`, with or without parentheses, makes of a class whose fields it takes. */
export function dataclass({ positional: [value, ...others], keywords }: Arguments): Value | undefined {
  const forbidden: string[] = [];
  for (const [name, { truth }] of keywords) {
    const names = knownKeywords[name];
    if (names === undefined || truth === undefined) return undefined;
    if (truth) forbidden.push(...names);
  }
  if (others.length > 0) return undefined;
  if (value === undefined) return { type: 'object', library: 'dataclasses.dataclass()', forbidden };
  return value.madeClass !== undefined && takesFields(value.madeClass, forbidden) ? { type: 'class' } : undefined;
}

/** What `dataclass(...)` makes of a class. */
export function parameterizedDataclass(made: Value, { positional: [value, ...others] }: Arguments): Value | undefined {
  const isTaken = value?.madeClass !== undefined && takesFields(value.madeClass, made.forbidden ?? []);
  return isTaken && others.length === 0 ? { type: 'class' } : undefined;
}

/** Whether a class on its own has fields that are in order, with defaults that are no lists and the like. */
function takesFields(made: MadeClass, forbidden: readonly string[]): boolean {
  if (made.bases.length > 0 || !made.isPlainObject || !made.isWithout(...forbidden, '__slots__')) return false;
  let hasDefault = false;
  for (const { name, annotation, value } of made.fields) {
    if (/\b(?:ClassVar|InitVar|KW_ONLY)\b/.test(annotation)) return false;
    if (value === undefined && hasDefault) return false;
    hasDefault ||= value !== undefined;
    const isKept = value === undefined || /^(?:str|bytes|number|float|None|tuple|function)$/.test(value.type);
    if (!isKept || !/^\w+$/.test(name)) return false;
  }
  return true;
}
