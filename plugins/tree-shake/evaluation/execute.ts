import type { Expression } from '../../../core/python/expression-text/expression-tree.ts';
import type { Statement } from '../../../core/python/statement-text/statement-tree.ts';
import { callValue } from './call.ts';
import { type Context, evaluate, unknown, unknownCall } from './evaluate.ts';
import { Unknown } from './judgement.ts';
import type { MadeClass } from './made-class.ts';
import { makeClass } from './make-class.ts';
import { makeFunction } from './make-function.ts';
import { truthOf } from './operators.ts';
import type { LocalScope } from './scope.ts';
import { setAttribute, setItem } from './stores.ts';
import type { Value } from './value.ts';

/** A function that runs. */
export interface Frame extends Context {
  readonly scope: LocalScope;
  readonly returned: Value[];
  /** The class that it is a method of, and its first argument, for `super()`. */
  readonly owner: MadeClass | undefined;
  readonly self: Value | undefined;
}

/** Goes through statements of a function; gives whether they may come to their end. */
export function execute(statements: readonly Statement[], frame: Frame): boolean {
  const { scope, judgement } = frame;
  for (const statement of statements) {
    judgement.step();
    switch (statement.type) {
      case 'pass':
        break;
      case 'annotation':
        // Nothing is evaluated for a name.
        if (statement.target.type !== 'name') throw unknown('evaluates', statement.target);
        break;
      case 'expression':
        evaluate(statement.value, frame);
        break;
      case 'return':
        frame.returned.push(
          statement.value === undefined ? { type: 'None', truth: false } : evaluate(statement.value, frame),
        );
        return false;
      case 'raise':
        throw new Unknown('');
      case 'assignment': {
        const value = evaluate(statement.value, frame);
        for (const target of statement.targets) assign(target, value, frame);
        break;
      }
      case 'function': {
        const made = makeFunction(statement, frame, () => statement);
        scope.names.set(statement.name, decorated(made, statement.decorators, frame));
        break;
      }
      case 'class': {
        const made = makeClass(statement, frame, () => statement);
        if (made.madeClass!.obstacle !== undefined) throw made.madeClass!.obstacle;
        scope.names.set(statement.name, decorated(made, statement.decorators, frame));
        break;
      }
      case 'if': {
        const truth = truthOf(evaluate(statement.test, frame), statement.test);
        const ways = [statement.body, statement.otherwise];
        if (truth !== undefined) {
          if (!execute(ways[truth ? 0 : 1]!, frame)) return false;
          break;
        }
        const before = frame.returned.length;
        const goesOn = scope.fork(ways.map((way) => () => judgement.perhaps(() => execute(way, frame))));
        if (!goesOn) return false;
        // What follows may not run: until the call ends.
        if (frame.returned.length > before) judgement.uncertain++;
        break;
      }
      case 'other':
        throw new Unknown(`"${statement.word}" runs`);
      default:
        statement satisfies never;
    }
  }
  return true;
}

/** What decorators make of a function or class. */
export function decorated(made: Value, decorators: readonly Expression[], context: Context): Value {
  const values = decorators.map((each) => evaluate(each, context));
  let value = made;
  for (const [index, decorator] of [...values.entries()].toReversed()) {
    try {
      value = callValue(decorator, { positional: [value], keywords: new Map() }, context);
    } catch (cause) {
      throw unknownCall('is decorated by', decorators[index]!, cause, context);
    }
  }
  return value;
}

function assign(target: Expression, value: Value, frame: Frame): void {
  if (target.type === 'name') {
    frame.scope.names.set(target.name, value);
    frame.judgement.bindings++;
  } else if (target.type === 'attribute') setAttribute(evaluate(target.object, frame), target, value, frame);
  else if (target.type === 'subscript') setItem(evaluate(target.object, frame), target, frame);
  else throw unknown('unpacks', target);
}

/** Names that statements bind in the function or class that they stand in. */
export function boundNames(statements: readonly Statement[]): string[] {
  return statements.flatMap((statement): readonly string[] => {
    switch (statement.type) {
      case 'assignment':
        return statement.targets.flatMap(namesIn);
      case 'annotation':
        return namesIn(statement.target);
      case 'function':
      case 'class':
        return [statement.name];
      case 'if':
        return [...boundNames(statement.body), ...boundNames(statement.otherwise)];
      case 'other':
        return statement.names;
      default:
        return [];
    }
  });
}

function namesIn(target: Expression): string[] {
  if (target.type === 'name') return [target.name];
  if (target.type === 'tuple' || target.type === 'list') return target.elements.flatMap(namesIn);
  return target.type === 'starred' ? namesIn(target.value) : [];
}
