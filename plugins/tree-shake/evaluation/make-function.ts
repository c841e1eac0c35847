import type { Lambda } from '../../../core/python/expression-text/expression-tree.ts';
import type { FunctionDefinition } from '../../../core/python/statement-text/statement-tree.ts';
import { type Context, evaluate } from './evaluate.ts';
import { LocalScope, type Scope } from './scope.ts';
import type { MadeClass } from './made-class.ts';
import type { Value } from './value.ts';

/** Makes a function of a definition, whose decorators are left to the caller. */
export function makeFunction(
  head: FunctionDefinition,
  context: Context,
  tree: () => FunctionDefinition | undefined,
  owner?: () => MadeClass | undefined,
): Value {
  const { scope, judgement } = context;
  const defaults = new Map<string, Value>();
  for (const { name, default: given } of head.parameters) {
    if (given !== undefined) defaults.set(name, evaluate(given, context));
  }
  if (!scope.hasFutureAnnotations && !head.hasTypeParameters) {
    for (const { annotation } of [...head.parameters, { annotation: head.returns }]) {
      if (annotation !== undefined) evaluateAnnotation(annotation, context);
    }
  }
  const definition = { name: head.name, tree, scope: functionScope(scope), owner, defaults: () => defaults };
  return { type: 'function', definition, attributes: new Map(), madeBy: judgement };
}

/** A string is one; the other annotations are expressions. */
export function evaluateAnnotation(annotation: Parameters<typeof evaluate>[0], context: Context): void {
  evaluate(annotation.type === 'starred' ? annotation.value : annotation, context);
}

/** Functions do not see the names of the class around them. */
function functionScope(scope: Scope): Scope {
  return scope instanceof LocalScope && scope.isClass ? functionScope(scope.outer) : scope;
}

export function makeLambda({ parameters, body }: Lambda, context: Context): Value {
  const tree: FunctionDefinition = {
    type: 'function',
    name: '<lambda>',
    decorators: [],
    parameters: parameters.map((each) => ({ ...each, annotation: undefined })),
    returns: undefined,
    isSuspended: hasYield(body),
    hasTypeParameters: false,
    body: [{ type: 'return', value: body }],
  };
  return makeFunction(tree, context, () => tree);
}

const hasYield = ({ type }: Lambda['body']): boolean => type === 'yield';
