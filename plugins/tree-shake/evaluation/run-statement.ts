import { parseStatements } from '../../../core/python/statement-text/parse-statement.ts';
import type {
  ClassDefinition,
  FunctionDefinition,
  Statement,
} from '../../../core/python/statement-text/statement-tree.ts';
import type { LinkedModule } from '../linked-module.ts';
import { type Context, evaluate } from './evaluate.ts';
import { decorated } from './execute.ts';
import { Unknown } from './judgement.ts';
import { makeClass } from './make-class.ts';
import { evaluateAnnotation, makeFunction } from './make-function.ts';
import type { Value } from './value.ts';

/**
 * What a statement at the top of a module gives the names that it binds.
 * @throws Unknown where running it may raise, or call code whose running can be noticed
 */
export function runStatement(linked: LinkedModule, index: number, context: Context): Value | undefined {
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
      return evaluate(statement.value, context);
    default:
      throw new Unknown('it runs');
  }
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
