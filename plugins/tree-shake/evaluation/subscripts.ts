import type { Expression } from '../../../core/python/expression-text/expression-tree.ts';
import { type Context, evaluate, unknown } from './evaluate.ts';
import { typesOf } from './types-in-brackets.ts';
import { STRING, type Value } from './value.ts';

type Subscript = Extract<Expression, { type: 'subscript' }>;

/** What a value is at an index. */
export function itemOf(expression: Subscript, context: Context): Value {
  const { object, index } = expression;
  const of = evaluate(object, context);
  const types = typesOf(of, index, context);
  if (types !== undefined) return types;
  if (index.type === 'slice') {
    const bounds = [index.lower, index.upper, index.step].map((each) => each && evaluate(each, context));
    const areNumbers = bounds.every((each) => each === undefined || each.type === 'number' || each.type === 'None');
    if (areNumbers && bounds[2] === undefined && /^(?:str|bytes|list|tuple)$/.test(of.type))
      return { type: of.type, elements: of.elements, madeBy: context.judgement };
  } else {
    const at = evaluate(index, context).literal;
    const item = typeof at === 'number' ? of.items?.at(at) : undefined;
    if (item !== undefined) return item;
    const isInString = typeof of.literal === 'string' && typeof at === 'number' && at < of.literal.length && at >= 0;
    if (isInString) return STRING;
  }
  throw unknown('looks up', expression);
}
