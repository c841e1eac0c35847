import type { Expression } from '../../../core/python/expression-text/expression-tree.ts';
import { type Context, unknown } from './evaluate.ts';
import type { MadeClass } from './made-class.ts';
import { hasMethod } from './method-names.ts';
import { isOwnPrivate, isPrivate } from './private-names.ts';
import { isPlain, OBJECT, STRING, type Value, whenShared } from './value.ts';

type Attribute = Extract<Expression, { type: 'attribute' }>;

/** What functions have from the start that is a string; `__doc__` may be nothing. */
const functionStrings = new Set(['__name__', '__qualname__']);
const functionObjects = new Set(['__doc__', '__module__', '__defaults__', '__kwdefaults__', '__code__', '__dict__']);

/** What an attribute of a value is. */
export function attributeOf(of: Value, expression: Attribute, context: Context): Value {
  const { judgement } = context;
  const { name } = expression;
  if (isPrivate(name) && !isOwnPrivate(of, context)) throw unknown('reads', expression);
  const isNew = of.madeBy === judgement;
  if (hasMethod(of.type, name) || (of.type === 'set' && isNew && /^(?:add|update)$/.test(name)))
    return { type: 'method', method: { name, of } };
  if (of.type === 'property' && /^(?:setter|getter|deleter)$/.test(name))
    return { type: 'method', method: { name, of } };
  if (of.type === 'function') {
    const isOwn = of.attributes?.has(name) === true;
    if (isOwn && isNew) return found(of.attributes!.get(name), expression);
    if (!isOwn && of.definition !== undefined && functionStrings.has(name)) return STRING;
    if (!isOwn && of.definition !== undefined && functionObjects.has(name)) return OBJECT;
  }
  if (of.superOf !== undefined) {
    const { owner, self } = of.superOf;
    const [base] = owner.bases;
    const isLine = [...self.madeClass!.line()].every(({ bases }) => bases.length < 2);
    const member = base?.find(name);
    if (isLine && member?.value.type === 'function')
      return { type: 'method', method: { name, of: self }, definition: member.value.definition };
    if (isLine && member === undefined && name === '__init__' && self.madeClass!.isPlainObject)
      return { type: 'method', library: 'object.__init__' };
  }
  if (of.type === 'class' && of.madeClass?.isWithoutInMetaclass(name, '__getattribute__') === true) {
    if (name === '__name__' || name === '__qualname__') return STRING;
    const member = hasMembersOfItsBody(of.madeClass) ? of.madeClass.find(name) : undefined;
    if (member?.value.type === 'wrapped') return { ...member.value, type: 'method', method: { name, of } };
    if (member !== undefined && !mayBeDescriptor(member.value)) return isNew ? member.value : whenShared(member.value);
  }
  if (of.type === 'instance' && isNew && of.madeClass!.isWithout('__getattribute__')) {
    if (of.attributes!.has(name)) return found(of.attributes!.get(name), expression);
    const member = of.madeClass!.find(name);
    if (member?.value.type === 'function') return { type: 'method', method: { name, of } };
    if (member !== undefined && (isPlain(member.value) || member.value.type === 'tuple')) return member.value;
  }
  throw unknown('reads', expression);
}

/** Whether reading a class gives what its body binds: enumerations and named tuples make something else of it. */
const hasMembersOfItsBody = (made: MadeClass): boolean =>
  [...made.line()].every(({ libraryBases }) =>
    libraryBases.every((base) => !/^(?:enum|typing)\./.test(base) || /^typing\.(?:Generic|Protocol)$/.test(base)),
  );

/** Whether reading it as an attribute may call a `__get__`. */
function mayBeDescriptor({ type, madeClass }: Value): boolean {
  if (type === 'instance') return !madeClass!.isWithout('__get__');
  return type === 'object' || (type === 'class' && madeClass?.isWithoutInMetaclass('__get__') === false);
}

function found(value: Value | undefined, expression: Expression): Value {
  if (value === undefined) throw unknown('reads', expression);
  return value;
}
