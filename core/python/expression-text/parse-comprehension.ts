import { advance, expect, kind } from '../cursor.ts';
import type { ComprehensionClause, Expression } from './expression-tree.ts';
import { parseBitwise, parseDisjunction, parseElement } from './parse-expression.ts';
import { parseLambda } from './parse-lambda.ts';
import { Token } from '../tokens.ts';

/** Whether a comprehension's first clause comes. */
export function atClause(): boolean {
  return kind === Token.For || kind === Token.Async;
}

/** The clauses of a comprehension, one at least. */
export function parseClauses(): ComprehensionClause[] {
  const clauses: ComprehensionClause[] = [];
  while (atClause()) {
    const isAsync = kind === Token.Async;
    if (isAsync) advance();
    expect(Token.For);
    const target = parseTarget();
    expect(Token.In);
    const iterable = parseDisjunction();
    const conditions: Expression[] = [];
    while (kind === Token.If) {
      advance();
      conditions.push(parseCondition());
    }
    clauses.push({ isAsync, target, iterable, conditions });
  }
  return clauses;
}

/** The targets of a loop, up to `in`. */
export function parseTarget(): Expression {
  const elements = [parseTargetElement()];
  if (kind !== Token.Comma) return elements[0]!;
  while (kind === Token.Comma) {
    advance();
    if (kind === (Token.In as Token)) break;
    elements.push(parseTargetElement());
  }
  return { type: 'tuple', elements };
}

/** `star_target` of Python's grammar. */
export function parseTargetElement(): Expression {
  return kind === Token.Star ? parseElement() : parseBitwise();
}

/** Python 3.8 takes a lambda as a condition, whose body is no conditional then. */
function parseCondition(): Expression {
  return kind === Token.Lambda ? parseLambda(parseCondition) : parseDisjunction();
}
