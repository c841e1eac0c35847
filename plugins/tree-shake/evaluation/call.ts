import type { Call } from '../../../core/python/expression-text/expression-tree.ts';
import { callBuiltin } from './builtin-calls.ts';
import { callFunction } from './call-function.ts';
import { construct } from './construct.ts';
import { type Context, evaluate, unknown, unknownCall } from './evaluate.ts';
import { callLibrary } from './library-calls.ts';
import { callMethod } from './methods.ts';
import { isPrivate } from './private-names.ts';
import type { Value } from './value.ts';
import { Unknown } from './judgement.ts';

/** The arguments of a call. */
export interface Arguments {
  readonly positional: readonly Value[];
  readonly keywords: ReadonlyMap<string, Value>;
}

/** What a call gives. */
export function call(expression: Call, context: Context): Value {
  const callee = evaluate(expression.callee, context);
  const given = givenArguments(expression, context);
  try {
    return callValue(callee, given, context);
  } catch (cause) {
    throw unknownCall('calls', expression.callee, cause, context);
  }
}

function givenArguments({ positional, keywords }: Call, context: Context): Arguments {
  const values = positional.flatMap((each): readonly Value[] => {
    if (each.type !== 'starred') return [evaluate(each, context)];
    const value = evaluate(each.value, context);
    if (value.items === undefined) throw unknown('evaluates', each.value);
    return value.items;
  });
  const named = new Map<string, Value>();
  for (const { name, value: given } of keywords) {
    if (name !== undefined && isPrivate(name)) throw unknown('evaluates', given);
    const value = evaluate(given, context);
    const entries = name === undefined ? value.entries : new Map([[name, value]]);
    if (entries === undefined) throw unknown('evaluates', given);
    for (const [each, item] of entries) {
      if (named.has(each)) throw unknown('evaluates', given);
      named.set(each, item);
    }
  }
  return { positional: values, keywords: named };
}

/**
 * What a call of a value gives.
 * @throws Unknown without a message where that is not known of it
 */
export function callValue(callee: Value, given: Arguments, context: Context): Value {
  const { positional, keywords } = given;
  if (callee.method !== undefined) {
    const { name, of } = callee.method;
    if (of.type === 'property' && positional.length === 1) return { type: 'property' };
    if (of.type === 'instance') {
      const definition = callee.definition ?? of.madeClass!.find(name)!.value.definition!;
      return callFunction(definition, { positional: [of, ...positional], keywords }, context);
    }
    if (of.type !== 'class' && keywords.size === 0) return callMethod(name, of, positional, context.judgement);
    throw new Unknown();
  }
  if (callee.library !== undefined) {
    const isBuiltin = !callee.library.includes('.');
    return isBuiltin ? callBuiltin(callee.library, given, context) : callLibrary(callee, given, context);
  }
  if (callee.definition !== undefined) return callFunction(callee.definition, given, context);
  if (callee.type === 'class' && callee.madeClass !== undefined) return construct(callee, given, context);
  throw new Unknown();
}
