import type { Arguments } from './call.ts';
import type { MadeClass } from './made-class.ts';
import { LIBRARY_OBJECT, type Value } from './value.ts';

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
  let haveDefaults = false;
  for (const { name, annotation } of made.fields) {
    if (/\b(?:ClassVar|InitVar|KW_ONLY)\b/.test(annotation) || !/^\w+$/.test(name)) return false;
    // The default is what the name stands for in the end.
    const value = made.names.get(name);
    if (value === undefined && made.names.has(name)) return false;
    const hasDefault = value !== undefined && value.library !== FIELD;
    if (haveDefaults && !hasDefault) return false;
    haveDefaults = hasDefault;
    const isField = value?.library === FIELD || value?.library === FIELD_WITH_DEFAULT;
    if (value !== undefined && !isField && !isDefault(value)) return false;
  }
  return true;
}

const FIELD = 'a field';
const FIELD_WITH_DEFAULT = 'a field with a default';
const isDefault = ({ type }: Value): boolean => /^(?:str|bytes|number|float|None|tuple|function)$/.test(type);

/** What `field()` gives; keywords that are new in later versions it may not take. */
export function dataclassField({ positional, keywords }: Arguments): Value | undefined {
  const [given, factory] = [keywords.get('default'), keywords.get('default_factory')];
  const areKnown = [...keywords].every(
    ([name, value]) =>
      name.startsWith('default') ||
      (/^(?:init|repr|hash|compare)$/.test(name) && (value.truth !== undefined || value.type === 'None')),
  );
  if (positional.length > 0 || !areKnown || (given !== undefined && factory !== undefined)) return undefined;
  if (given !== undefined && !isDefault(given)) return undefined;
  if (factory !== undefined && !/^(?:function|class)$/.test(factory.type)) return undefined;
  const hasDefault = given !== undefined || factory !== undefined;
  return { ...LIBRARY_OBJECT, library: hasDefault ? FIELD_WITH_DEFAULT : FIELD };
}
