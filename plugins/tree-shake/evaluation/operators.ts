import type { Expression } from '../../../core/python/expression-text/expression-tree.ts';
import { type Context, evaluate, unknown } from './evaluate.ts';
import {
  bitsOf,
  either,
  FALSE,
  FLOAT,
  isHashable,
  isPlain,
  MOST_BITS,
  NUMBER,
  shared,
  STRING,
  TRUE,
  type Value,
  type ValueType,
} from './value.ts';

type Of<Type> = Extract<Expression, { type: Type }>;

/** A string or number that is repeated more often is too long to be made for nothing. */
const MOST_REPETITIONS = 10_000;

/** Whether it counts as true, where that is known; asking calls nothing. */
export function truthOf(value: Value, asked: Expression): boolean | undefined {
  switch (value.type) {
    case 'object':
    case 'iterator':
      throw unknown('asks for the truth of', asked);
    case 'instance':
      if (!value.madeClass!.isWithout('__bool__', '__len__')) throw unknown('asks for the truth of', asked);
      return true;
    case 'class':
      if (value.madeClass?.isWithoutInMetaclass('__bool__', '__len__') === false)
        throw unknown('asks for the truth of', asked);
      return true;
    case 'function':
    case 'property':
    case 'sentinel':
    case 'wrapped':
    case 'method':
      return true;
    default:
      return value.truth;
  }
}

export function boolean({ operator, operands }: Of<'boolean'>, context: Context): Value {
  const go = (index: number): Value => {
    const value = evaluate(operands[index]!, context);
    if (index === operands.length - 1) return value;
    const truth = truthOf(value, operands[index]);
    if (truth !== undefined) return truth === (operator === 'and') ? go(index + 1) : value;
    return either(
      value,
      context.judgement.perhaps(() => go(index + 1)),
    );
  };
  return go(0);
}

export function comparison(expression: Of<'comparison'>, context: Context): Value {
  const { judgement } = context;
  let left = evaluate(expression.left, context);
  let result: Value | undefined;
  for (const { operator, operand } of expression.rest) {
    // What comes after the first two may not be evaluated.
    const right =
      result === undefined ? evaluate(operand, context) : judgement.perhaps(() => evaluate(operand, context));
    const one = compare(operator, left, right, expression);
    result = result === undefined ? one : NUMBER;
    left = right;
  }
  return result!;
}

const builtin: ReadonlySet<ValueType> = new Set([
  'number',
  'float',
  'str',
  'bytes',
  'None',
  'function',
  'method',
  'sentinel',
]);
const isNumeric = ({ type }: Value): boolean => type === 'number' || type === 'float';

function compare(operator: string, left: Value, right: Value, expression: Expression): Value {
  if (operator === 'is' || operator === 'is not') {
    const areNone = [left, right].filter(({ type }) => type === 'None').length;
    const isDifferent = areNone === 1 && left.type !== 'object' && right.type !== 'object';
    if (isDifferent) return operator === 'is' ? FALSE : TRUE;
    return areNone === 2 && left.truth === false && right.truth === false ? (operator === 'is' ? TRUE : FALSE) : NUMBER;
  }
  if (operator === 'in' || operator === 'not in') {
    const isOfStrings = right.type === 'str' && left.type === 'str';
    const isContained =
      /^(?:list|tuple|dict|set)$/.test(right.type) && builtin.has(left.type) && right.elements === 'str';
    if ((isOfStrings || isContained) && isHashable(left)) return NUMBER;
  } else if (operator === '==' || operator === '!=') {
    if (builtin.has(left.type) && builtin.has(right.type)) return NUMBER;
  } else if (isNumeric(left) && isNumeric(right)) return NUMBER;
  else if (left.type === right.type && (left.type === 'str' || left.type === 'bytes')) return NUMBER;
  throw unknown('compares', expression);
}

export function unary(operator: string, value: Value, expression: Expression): Value {
  if (operator === 'not') {
    const truth = truthOf(value, expression);
    return truth === undefined ? NUMBER : truth ? FALSE : TRUE;
  }
  if (value.type === 'float' && operator !== '~') return value;
  if (value.type !== 'number') throw unknown('evaluates', expression);
  return operator === '-' && typeof value.literal === 'number'
    ? { type: 'number', literal: -value.literal }
    : number(bitsOf(value) + 1, expression);
}

export function binary(
  { operator, ...expression }: Of<'binary'>,
  left: Value,
  right: Value,
  { judgement }: Context,
): Value {
  const isOf = (...types: ValueType[]): boolean => left.type === right.type && types.includes(left.type);
  const elements = shared([left.elements, right.elements]);
  if (operator === '+') {
    if (isOf('str')) {
      const isKnown = typeof left.literal === 'string' && typeof right.literal === 'string';
      return isKnown ? { ...STRING, elements: 'str', literal: `${left.literal}${right.literal}` } : STRING;
    }
    if (isOf('bytes')) return { type: 'bytes' };
    const items = left.items && right.items && [...left.items, ...right.items];
    if (isOf('list', 'tuple')) return { type: left.type, elements, items, madeBy: judgement };
  }
  // Shifts and powers of what is not known may be of any size.
  if ((operator === '|' || operator === '&' || operator === '-') && isOf('set')) return { type: 'set', elements };
  if (operator === '|' && left.flags !== undefined && right.flags !== undefined)
    return { type: 'number', flags: [...left.flags, ...right.flags] };
  if (isOf('number') && hasBits(operator)) {
    const [one, two] = [bitsOf(left), bitsOf(right)];
    return number(operator === '*' ? one + two : Math.max(one, two) + 1, { operator, ...expression });
  }
  if (/^[-+*]$/.test(operator) && isNumeric(left) && isNumeric(right)) return FLOAT;
  const isShort = typeof right.literal === 'number' && right.literal <= MOST_REPETITIONS;
  if (operator === '*' && typeof left.literal === 'string' && isShort) return STRING;
  if (operator === '<<' && isOf('number') && isShort && right.literal >= 0)
    return number(bitsOf(left) + right.literal, { operator, ...expression });
  if (operator === '%' && left.type === 'str' && isFilled(left.literal, right)) return STRING;
  throw unknown('evaluates', { operator, ...expression });
}

const hasBits = (operator: string): boolean => /^[-+*|&]$/.test(operator);

/** A number of so many bits. */
function number(bits: number, expression: Expression): Value {
  if (bits > MOST_BITS) throw unknown('evaluates', expression);
  return { type: 'number', bits };
}

/** Whether a format takes the values: `%s` alone, as many as there are values, none of which has a method to be printed by. */
function isFilled(format: Value['literal'], given: Value): boolean {
  if (typeof format !== 'string') return false;
  const fields = [...format.matchAll(/%(.?)/gs)].map(([, field]) => field).filter((field) => field !== '%');
  const values = given.type === 'tuple' ? given.items : [given];
  if (values?.length !== fields.length || fields.some((field) => field !== 's')) return false;
  return values.every(isPlain);
}
