import type { ClassDefinition } from '../../../core/python/statement-text/statement-tree.ts';
import { boundNames } from './execute.ts';
import { Unknown } from './judgement.ts';
import type { MadeClass } from './made-class.ts';

const enumerations = /^enum\.(?:Enum|IntEnum|Flag|IntFlag)$/;
const special = [
  '__new__',
  '__init__',
  '__init_subclass__',
  '_generate_next_value_',
  '_missing_',
  '_ignore_',
  '__eq__',
  '__hash__',
  '__set_name__',
  '__call__',
  '__reduce_ex__',
  '__repr__',
  '__str__',
  '__format__',
];

/** Whether a class, or the name of a base, is of the library's enumerations. */
export function isEnumeration(made: MadeClass | string): boolean {
  if (typeof made === 'string') return enumerations.test(made);
  return [...made.line()].some(({ libraryBases }) => libraryBases.some((base) => enumerations.test(base)));
}

/** Fails where members may be refused, or what makes them may be the program's. */
export function checkEnumeration(made: MadeClass, { positional, keywords, body }: ClassDefinition): void {
  const isNumbers = made.libraryBases.some((base) => base !== 'enum.Enum' && enumerations.test(base));
  const isFlags = made.libraryBases.some((base) => /^enum\.(?:Int)?Flag$/.test(base));
  const others = made.libraryBases.filter((base) => !enumerations.test(base));
  // One with members has no subclasses, and what methods of one without them do to members is not looked at.
  const isSimple =
    made.bases.length === 0 &&
    keywords.length === 0 &&
    positional.length < 3 &&
    // A mixed-in type stands before the enumeration, which has none of its own then.
    isEnumeration(made.libraryBases.at(-1) ?? '') &&
    others.every((base) => !isNumbers && (base === 'str' || base === 'int'));
  const members = [...made.names].filter(
    ([, value]) => value === undefined || !/^(?:function|property|wrapped)$/.test(value.type),
  );
  const areNames = [...made.names.keys()].every(
    (name) => !/^(?:mro|name|value)$/.test(name) && (/^__\w+__$/.test(name) || !name.startsWith('_')),
  );
  const areValues = members.every(([name, value]) => {
    if (/^__(?:doc|module|qualname)__$/.test(name)) return value?.type === 'str';
    if (name.startsWith('_') || value === undefined) return false;
    if (value.library === 'an automatic value') return !others.includes('str');
    if (isFlags) return typeof value.literal === 'number' && Number.isInteger(Math.log2(Math.max(1, value.literal)));
    if (isNumbers || others.includes('int')) return value.type === 'number';
    return others.includes('str') ? value.type === 'str' : /^(?:str|number|float|None|bytes)$/.test(value.type);
  });
  const bound = boundNames(body);
  const isPlain = special.every((name) => !made.names.has(name));
  if (!isSimple || !areNames || !areValues || !isPlain || new Set(bound).size < bound.length)
    throw new Unknown(`it is derived from ${made.libraryBases.at(-1) ?? made.bases[0]!.name}`);
}
