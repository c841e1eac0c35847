import type { Expression } from '../../../core/python/expression-text/expression-tree.ts';
import { isEnumeration } from './enumerations.ts';
import { type Context, evaluate, unknown } from './evaluate.ts';
import type { MadeClass } from './made-class.ts';
import { weaken } from './methods.ts';
import { isOwnPrivate, isPrivate } from './private-names.ts';
import { slotsOf } from './slots.ts';
import { isHashable, type Value } from './value.ts';

type Of<Type> = Extract<Expression, { type: Type }>;

const settable = /^__(?:doc|module|wrapped)__$/;
const isSpecial = (name: string): boolean => /^__\w+__$/.test(name);

/** Sets an attribute of what nobody else has. */
export function setAttribute(of: Value, target: Of<'attribute'>, value: Value, context: Context): void {
  const { judgement } = context;
  const { name } = target;
  if (isPrivate(name) && !isOwnPrivate(of, context)) throw unknown('sets', target);
  const isNamed = /^__(?:qual)?name__$/.test(name) && value.type === 'str';
  const isFree = !isSpecial(name) || settable.test(name) || isNamed;
  const isChanged =
    of.attributes !== undefined || (of.type === 'class' && of.madeClass !== undefined && takesAttributes(of.madeClass));
  const isOwn = of.madeBy === judgement && isChanged && isFree;
  if (!isOwn || (of.type === 'instance' && !isSetByObject(of, name))) throw unknown('sets', target);
  const isCertain = judgement.uncertain === 0;
  of.attributes?.set(name, isCertain ? value : undefined);
  judgement.changes++;
}

/** Whether a class has attributes set without anything being called, or being refused. */
const takesAttributes = (made: MadeClass): boolean => made.isWithoutInMetaclass('__setattr__') && !isEnumeration(made);

/** Whether an attribute of an instance is set without anything being called. */
function isSetByObject({ madeClass }: Value, name: string): boolean {
  if (!madeClass!.isWithout('__setattr__')) return false;
  const line = [...madeClass!.line()];
  const hasSlots = line.every(({ names }) => names.has('__slots__'));
  if (hasSlots && !line.some((each) => slotsOf(each).includes(name))) return false;
  const member = line.find(({ names }) => names.has(name))?.names.get(name);
  const isInClass = line.some(({ names }) => names.has(name));
  return (
    !isInClass ||
    (member !== undefined && member.type !== 'property' && member.type !== 'object' && member.type !== 'instance')
  );
}

/** Sets an item of a dictionary that nobody else has. */
export function setItem(of: Value, target: Of<'subscript'>, context: Context): void {
  const key = evaluate(target.index, context);
  const isOwn = of.type === 'dict' && of.madeBy === context.judgement && isHashable(key);
  if (!isOwn) throw unknown('sets', target);
  weaken(of, [key]);
}
