import type { Expression } from '../../../core/python/expression-text/expression-tree.ts';
import { type Context, evaluate, pathOf, unknown } from './evaluate.ts';
import { OBJECT, STRING, type Value } from './value.ts';

type Subscript = Extract<Expression, { type: 'subscript' }>;

/** What a value is at an index. */
export function itemOf(expression: Subscript, context: Context): Value {
  const { object, index } = expression;
  const of = evaluate(object, context);
  if (takesTypes(of)) {
    if (isOfTypes(index, context)) return of.type === 'class' ? of : OBJECT;
  } else if (index.type === 'slice') {
    const bounds = [index.lower, index.upper, index.step].map((each) => each && evaluate(each, context));
    const areNumbers = bounds.every((each) => each === undefined || each.type === 'number' || each.type === 'None');
    if (areNumbers && bounds[2] === undefined && /^(?:str|bytes|list|tuple)$/.test(of.type))
      return { type: of.type, elements: of.elements, madeBy: context.judgement };
  } else {
    const at = evaluate(index, context).literal;
    const item = typeof at === 'number' ? of.items?.at(at) : undefined;
    if (item !== undefined) return item;
    if (
      of.type === 'str' &&
      typeof of.literal === 'string' &&
      typeof at === 'number' &&
      at < of.literal.length &&
      at >= 0
    )
      return STRING;
  }
  throw unknown('looks up', expression);
}

/** What takes types in brackets, by what `typing` does. */
function takesTypes(of: Value): boolean {
  if (of.library?.startsWith('typing.') === true || of.library?.startsWith('collections.abc.') === true) return true;
  return of.type === 'class' && of.madeClass?.isGeneric === true;
}

/** A string that is an expression of names and brackets, as far as it shows. */
const namesInBrackets = /^[\p{ID_Start}_][\p{ID_Continue}.]*(?:\[[\p{ID_Continue}\s.,[\]]*\])?$/u;

/** Whether what stands in brackets is types, as far as it shows. */
function isOfTypes(expression: Expression, context: Context): boolean {
  switch (expression.type) {
    case 'tuple':
    case 'list':
      return expression.elements.every((each) => isOfTypes(each, context));
    case 'constant':
      if (expression.of === 'string') return namesInBrackets.test(expression.text.slice(1, -1));
      return expression.text === 'None' || expression.of === 'ellipsis';
    case 'name':
    case 'attribute':
    case 'subscript': {
      const { type } = evaluate(expression, context);
      return pathOf(expression) === undefined || type === 'class' || type === 'object' || type === 'None';
    }
    default:
      return false;
  }
}
