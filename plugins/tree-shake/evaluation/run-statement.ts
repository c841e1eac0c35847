import { parseStatements } from '../../../core/python/statement-text/parse-statement.ts';
import type {
  ClassDefinition,
  FunctionDefinition,
  Statement,
} from '../../../core/python/statement-text/statement-tree.ts';
import type { LinkedModule } from '../linked-module.ts';
import { type Context, evaluate, unknown } from './evaluate.ts';
import { decorated } from './execute.ts';
import { Unknown } from './judgement.ts';
import { makeClass } from './make-class.ts';
import { evaluateAnnotation, makeFunction } from './make-function.ts';
import { setAttribute, setItem } from './stores.ts';
import type { Value } from './value.ts';

/**
 * What a statement at the top of a module gives the names that it binds.
 * @param madeFor what a statement above has made for a name, which nothing else had by then
 * @throws Unknown where running it may raise, or call code whose running can be noticed
 */
export function runStatement(
  linked: LinkedModule,
  index: number,
  context: Context,
  madeFor: (name: string) => Value | undefined,
): Value | undefined {
  const { kind, effects } = linked.statements[index]!;
  const whole = wholeOf(linked, index);
  if (kind === 'function' && effects.length === 0) return plainFunction(linked, index, whole, context);
  const [statement] = parsed(linked, index, true);
  switch (statement?.type) {
    case 'function': {
      const made = makeFunction(statement, context, () => whole() as FunctionDefinition);
      return decorated(made, statement.decorators, context);
    }
    case 'class': {
      const made = makeClass(statement, context, () => whole() as ClassDefinition);
      const { obstacle } = made.madeClass!;
      // What is done to a class that may be anything by then.
      if (obstacle !== undefined && statement.decorators.length > 0) throw obstacle;
      return decorated(made, statement.decorators, context);
    }
    case 'annotation':
      if (!context.scope.hasFutureAnnotations) evaluateAnnotation(statement.annotation, context);
      return undefined;
    case 'assignment':
      if (statement.annotation !== undefined && !context.scope.hasFutureAnnotations)
        evaluateAnnotation(statement.annotation, context);
      return kind === 'store' ? store(statement, context, madeFor) : evaluate(statement.value, context);
    default:
      throw new Unknown('it runs');
  }
}

/** Changes what a name stands for. */
function store(
  { targets, value }: Extract<Statement, { type: 'assignment' }>,
  context: Context,
  madeFor: (name: string) => Value | undefined,
): undefined {
  const [target] = targets;
  if (target?.type !== 'attribute' && target?.type !== 'subscript') throw new Unknown('it assigns');
  const of = target.object.type === 'name' ? madeFor(target.object.name) : undefined;
  if (of?.madeBy === undefined) throw unknown('changes', target.object);
  const given = evaluate(value, context);
  const owner = { scope: context.scope, judgement: of.madeBy };
  if (target.type === 'attribute') setAttribute(of, target, given, owner);
  else setItem(of, target, owner);
}

function parsed({ text, statements }: LinkedModule, index: number, withoutBodies: boolean): Statement[] {
  const { start, end } = statements[index]!;
  return parseStatements(text.slice(start, end), withoutBodies);
}

/** The statement with the bodies of functions, which are only read where something calls them. */
function wholeOf(linked: LinkedModule, index: number): () => Statement | undefined {
  let found: Statement | undefined;
  return () => (found ??= parsed(linked, index, false)[0]);
}

/** A function of which nothing is evaluated that may do something: its defaults are looked at when it is called. */
function plainFunction(
  linked: LinkedModule,
  index: number,
  whole: () => Statement | undefined,
  context: Context,
): Value {
  const tree = (): FunctionDefinition => whole() as FunctionDefinition;
  let defaults: Map<string, Value> | undefined;
  const definition = {
    name: linked.statements[index]!.binds[0]!,
    tree,
    scope: context.scope,
    defaults: () =>
      (defaults ??= new Map(
        tree().parameters.flatMap(({ name, default: given }) =>
          given === undefined ? [] : [[name, evaluate(given, context)]],
        ),
      )),
  };
  return { type: 'function', definition, attributes: new Map(), madeBy: context.judgement };
}
