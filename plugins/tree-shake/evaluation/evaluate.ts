import type {
  Comprehension,
  Dictionary,
  Expression,
  FormattedString,
  Sequence,
} from '../../../core/python/expression-text/expression-tree.ts';
import { Precedence, unparseExpression } from '../../../core/python/expression-text/unparse-expression.ts';
import { attributeOf } from './attributes.ts';
import { call } from './call.ts';
import { constant } from './constants.ts';
import { makeLambda } from './make-function.ts';
import { type Judgement, Unknown } from './judgement.ts';
import { binary, boolean, comparison, truthOf, unary } from './operators.ts';
import { LocalScope, type Scope } from './scope.ts';
import { isPrivate } from './private-names.ts';
import { itemOf } from './subscripts.ts';
import {
  either,
  elementOf,
  elementsOf,
  isHashable,
  isIterable,
  isPlain,
  iterator,
  STRING,
  type Value,
} from './value.ts';

/** Where code runs, and for whom. */
export interface Context {
  readonly scope: Scope;
  readonly judgement: Judgement;
}

/**
 * What is known of the value of an expression.
 * @throws Unknown where evaluating it may raise, or call code whose running can be noticed
 */
export function evaluate(expression: Expression, context: Context): Value {
  context.judgement.step();
  switch (expression.type) {
    case 'constant':
      return constant(expression);
    case 'formatted':
      return formatted(expression, context);
    case 'name':
      return named(expression.name, context);
    case 'tuple':
    case 'list':
    case 'set':
      return sequence(expression, context);
    case 'dictionary':
      return dictionary(expression, context);
    case 'comprehension':
      return comprehension(expression, context);
    case 'lambda':
      return makeLambda(expression, context);
    case 'conditional': {
      const test = truthOf(evaluate(expression.test, context), expression.test);
      if (test !== undefined) return evaluate(test ? expression.body : expression.otherwise, context);
      return context.judgement.perhaps(() =>
        either(evaluate(expression.body, context), evaluate(expression.otherwise, context)),
      );
    }
    case 'boolean':
      return boolean(expression, context);
    case 'comparison':
      return comparison(expression, context);
    case 'binary':
      return binary(expression, evaluate(expression.left, context), evaluate(expression.right, context), context);
    case 'unary':
      return unary(expression.operator, evaluate(expression.operand, context), expression);
    case 'call':
      return call(expression, context);
    case 'attribute': {
      const path = pathOf(expression);
      if (path !== undefined && !context.scope.isLocal(path[0]!)) {
        const known = context.scope.lookUp(path, context.judgement.place);
        if (known !== undefined) return known;
      }
      return attributeOf(evaluate(expression.object, context), expression, context);
    }
    case 'subscript':
      return itemOf(expression, context);
    default:
      throw unknown('evaluates', expression);
  }
}

/** That something cannot be said of an expression. */
export function unknown(does: string, expression: Expression): Unknown {
  const text = unparseExpression(expression, Precedence.Test).replaceAll(/\s+/g, ' ');
  return new Unknown(`it ${does} ${text.length > 40 ? `${text.slice(0, 37)}...` : text}`);
}

/** That something cannot be said of what an expression calls, for a reason of its own or for what that runs. */
export function unknownCall(does: string, expression: Expression, cause: unknown, { judgement }: Context): unknown {
  if (!(cause instanceof Unknown)) return cause;
  const { message } = unknown(does, expression);
  if (cause.message === '') return new Unknown(message);
  if (judgement.isInCall) return cause;
  return new Unknown(
    cause.message.startsWith('it ') ? `${message}, which ${cause.message.slice(3)}` : `${message}: ${cause.message}`,
  );
}

/** `a.b.c` as names. */
function pathOf(expression: Expression): string[] | undefined {
  if (expression.type === 'name') return [expression.name];
  if (expression.type !== 'attribute') return undefined;
  const path = pathOf(expression.object);
  return path && [...path, expression.name];
}

function named(name: string, { scope, judgement }: Context): Value {
  if (isPrivate(name) && scope instanceof LocalScope) throw new Unknown(`"${name}" may be called otherwise`);
  const value = scope.lookUp([name], judgement.place);
  if (value === undefined) throw new Unknown(`"${name}" may not be there`);
  return value;
}

function formatted(expression: FormattedString, context: Context): Value {
  for (const part of expression.parts) {
    if (typeof part === 'string') continue;
    const isSure = isPlain(evaluate(part.value, context)) && (part.spec?.length ?? 0) === 0;
    if (!isSure || expression.isTemplate) throw unknown('evaluates', expression);
  }
  return STRING;
}

/** The values of some expressions, with what a starred one is iterated to. */
function elements(all: readonly Expression[], context: Context): Value[] {
  return all.flatMap((each) => {
    if (each.type !== 'starred') return [evaluate(each, context)];
    const value = evaluate(each.value, context);
    if (!isIterable(value)) throw unknown('evaluates', each);
    return value.items ?? [elementOf(value)];
  });
}

function sequence(expression: Sequence, context: Context): Value {
  const values = elements(expression.elements, context);
  const { judgement } = context;
  if (expression.type === 'set' && !values.every(isHashable)) throw unknown('hashes', expression);
  const isExact = expression.elements.every(({ type }) => type !== 'starred');
  return {
    type: expression.type,
    elements: elementsOf(values),
    items: expression.type !== 'set' && isExact ? values : undefined,
    madeBy: judgement,
  };
}

function dictionary(expression: Dictionary, context: Context): Value {
  const keys: Value[] = [];
  for (const { key, value } of expression.items) {
    const item = evaluate(value, context);
    if (key !== undefined) keys.push(hashed(key, context));
    else if (item.type === 'dict') keys.push(elementOf(item).type === 'str' ? STRING : { type: 'number' });
    else throw unknown('evaluates', value);
  }
  return { type: 'dict', elements: elementsOf(keys), madeBy: context.judgement };
}

function hashed(key: Expression, context: Context): Value {
  const value = evaluate(key, context);
  if (!isHashable(value)) throw unknown('hashes', key);
  return value;
}

function comprehension(expression: Comprehension, context: Context): Value {
  const { judgement } = context;
  let { scope } = context;
  const before = judgement.changes;
  const found = judgement.perhaps(() => {
    for (const { isAsync, target, iterable, conditions } of expression.clauses) {
      const source = evaluate(iterable, { scope, judgement });
      if (isAsync || target.type !== 'name' || !isIterable(source)) throw unknown('evaluates', expression);
      scope = new LocalScope(scope, false, [], [[target.name, elementOf(source)]]);
      for (const each of conditions) truthOf(evaluate(each, { scope, judgement }), each);
    }
    const inner: Context = { scope, judgement };
    const { key } = expression;
    const element = evaluate(expression.element, inner);
    const known = key === undefined ? element : hashed(key, inner);
    if (expression.of === 'set' && !isHashable(known)) throw unknown('hashes', expression);
    return elementsOf([known]);
  });
  // What is true of the first element may not be so of the next.
  if (judgement.changes > before) throw unknown('evaluates', expression);
  const type = { list: 'list', set: 'set', dictionary: 'dict' } as const;
  if (expression.of === 'generator') return iterator(found, judgement);
  return { type: type[expression.of], elements: found, madeBy: judgement };
}
