import type { Expression } from '../../../core/python/expression-text/expression-tree.ts';
import { Precedence, unparseExpression } from '../../../core/python/expression-text/unparse-expression.ts';
import type { Statement } from '../../../core/python/statement-text/statement-tree.ts';
import { evaluate, unknown } from './evaluate.ts';
import { boundNames, decorated } from './execute.ts';
import { type Judgement, Unknown } from './judgement.ts';
import type { ClassField, MadeClass } from './made-class.ts';
import { makeClass } from './make-class.ts';
import { evaluateAnnotation, makeFunction } from './make-function.ts';
import { CACHED_PROPERTY } from './library-calls.ts';
import { truthOf } from './operators.ts';
import type { LocalScope } from './scope.ts';
import type { Value } from './value.ts';

/** A class whose body runs. */
export interface ClassBody {
  readonly scope: LocalScope;
  readonly judgement: Judgement;
  readonly fields: ClassField[];
  /** The class, for when its methods are called; nothing as long as its body runs. */
  made(): MadeClass | undefined;
}

/** Runs the statements of a class body; gives what first may raise or do something, after which its names are not known. */
export function runClassBody(statements: readonly Statement[], body: ClassBody): Unknown | undefined {
  let obstacle: Unknown | undefined;
  for (const statement of statements) {
    try {
      obstacle = run(statement, body) ?? obstacle;
    } catch (cause) {
      if (!(cause instanceof Unknown)) throw cause;
      obstacle ??= cause;
      for (const name of boundNames([statement])) body.scope.names.set(name, undefined);
    }
  }
  return obstacle;
}

function run(statement: Statement, body: ClassBody): Unknown | undefined {
  const { scope } = body;
  switch (statement.type) {
    case 'pass':
      return undefined;
    case 'expression':
      evaluate(statement.value, body);
      return undefined;
    case 'annotation':
      annotate(statement.target, statement.annotation, body);
      return undefined;
    case 'assignment': {
      const value = evaluate(statement.value, body);
      for (const target of statement.targets) bind(target, value, body);
      if (statement.annotation !== undefined) annotate(statement.targets[0]!, statement.annotation, body);
      return undefined;
    }
    case 'function': {
      const tree = definitionIn(body, statement.name, 'function');
      const value = makeFunction(statement, body, tree, body.made);
      bind({ type: 'name', name: statement.name }, decorated(value, statement.decorators, body), body);
      return undefined;
    }
    case 'class': {
      const value = makeClass(statement, body, definitionIn(body, statement.name, 'class'));
      bind({ type: 'name', name: statement.name }, decorated(value, statement.decorators, body), body);
      return value.madeClass!.obstacle;
    }
    case 'if': {
      const truth = truthOf(evaluate(statement.test, body), statement.test);
      const both = [statement.body, statement.otherwise];
      const ways = truth === undefined ? both : [both[truth ? 0 : 1]!];
      let obstacle: Unknown | undefined;
      scope.fork(
        ways.map((way) => () => {
          const found = body.judgement.perhaps(() => runClassBody(way, body));
          obstacle ??= found;
          return true;
        }),
      );
      return obstacle;
    }
    default:
      throw new Unknown(`"${statement.type === 'other' ? statement.word : statement.type}" runs in its class`);
  }
}

/** The only definition of a name at the top of a class body, with what is in it. */
function definitionIn<Type extends 'function' | 'class'>(
  { made }: ClassBody,
  name: string,
  type: Type,
): () => Extract<Statement, { type: Type }> | undefined {
  return () => {
    const found = made()
      ?.tree()
      ?.body.filter((each) => (each.type === 'function' || each.type === 'class') && each.name === name);
    const [only] = found?.length === 1 ? found : [];
    return only?.type === type ? (only as Extract<Statement, { type: Type }>) : undefined;
  };
}

function annotate(target: Expression, annotation: Expression, body: ClassBody): void {
  if (target.type !== 'name') throw unknown('sets', target);
  body.fields.push({ name: target.name, annotation: unparseExpression(annotation, Precedence.Test) });
  if (!body.scope.hasFutureAnnotations) evaluateAnnotation(annotation, body);
}

function bind(target: Expression, value: Value, { scope }: ClassBody): void {
  if (target.type !== 'name') throw unknown('sets', target);
  const { name } = target;
  if (mayHaveSetName(value)) throw unknown('has in its class', target);
  if (name === '__slots__' && !areSlots(value)) throw unknown('has in its class', target);
  // Names that Python reads as the class is made.
  if (/^__(?:classcell|annotations)__$/.test(name) || (name === '__qualname__' && value.type !== 'str'))
    throw unknown('has in its class', target);
  // It raises where it is told a second name.
  if (value.library === CACHED_PROPERTY && [...scope.names].some(([each, other]) => each !== name && other === value))
    throw unknown('has in its class', target);
  scope.names.set(name, value);
}

function areSlots(value: Value): boolean {
  const slots = value.type === 'str' ? [value] : value.items;
  return slots?.every(({ literal }) => typeof literal === 'string' && isName.test(literal)) === true;
}

/** `__dict__` and `__weakref__` it may have already. */
const isName = /^(?!__\w+__$)[\p{ID_Start}_][\p{ID_Continue}]*$/u;

/** Whether Python may find a `__set_name__` of the program in a value. */
function mayHaveSetName(value: Value): boolean {
  if (value.type === 'instance') return !value.madeClass!.isWithout('__set_name__');
  if (value.type === 'class') return value.madeClass?.isWithoutInMetaclass('__set_name__') === false;
  return value.type === 'object' && value.isOfLibrary !== true;
}
