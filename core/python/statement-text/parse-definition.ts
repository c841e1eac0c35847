import { advance, currentValue, expect, kind, position } from '../cursor.ts';
import type { Call, Expression } from '../expression-text/expression-tree.ts';
import { parseElement, parseExpression } from '../expression-text/parse-expression.ts';
import { parseCall } from '../expression-text/parse-primary.ts';
import { nameOf } from '../interner.ts';
import { Token, tokenKinds } from '../tokens.ts';
import { parseBlock, parseBody } from './parse-statement.ts';
import type { ClassDefinition, DefinedParameter, FunctionDefinition } from './statement-tree.ts';

/** A function, from its `def` on. */
export function parseFunction(decorators: readonly Expression[], isAsync: boolean): FunctionDefinition {
  expect(Token.Def);
  const name = nameOf(currentValue());
  advance();
  const typeParameters = parseTypeParameters();
  expect(Token.LeftParenthesis);
  const parameters: DefinedParameter[] = [];
  while (kind !== Token.RightParenthesis) {
    parameters.push(parseParameter());
    if (kind === Token.Comma) advance();
  }
  advance();
  let returns: Expression | undefined;
  if (kind === (Token.Arrow as Token)) {
    advance();
    returns = parseExpression();
  }
  const first = position;
  const body = parseBody();
  let isSuspended = isAsync;
  for (let index = first; index < position; index++) isSuspended ||= tokenKinds[index] === Token.Yield;
  return { type: 'function', name, decorators, parameters, returns, isSuspended, ...typeParameters, body };
}

/** A class, from its `class` on. */
export function parseClass(decorators: readonly Expression[]): ClassDefinition {
  expect(Token.Class);
  const name = nameOf(currentValue());
  const callee: Expression = { type: 'name', name };
  advance();
  const typeParameters = parseTypeParameters();
  const { positional, keywords }: Call =
    kind === Token.LeftParenthesis ? parseCall(callee) : { type: 'call', callee, positional: [], keywords: [] };
  return { type: 'class', name, decorators, positional, keywords, ...typeParameters, body: parseBlock() };
}

/** Type parameters (PEP 695), whose bounds and defaults are evaluated when somebody asks. */
export function parseTypeParameters(): { hasTypeParameters: boolean; ofTypeParameters?: Expression[] } {
  if (kind !== Token.LeftBracket) return { hasTypeParameters: false };
  const ofTypeParameters: Expression[] = [];
  advance();
  while (kind !== (Token.RightBracket as Token)) {
    if (kind === (Token.Star as Token) || kind === (Token.DoubleStar as Token)) advance();
    expect(Token.Name);
    if (kind === (Token.Colon as Token)) {
      advance();
      ofTypeParameters.push(parseExpression());
    }
    if (kind === (Token.Assign as Token)) {
      advance();
      ofTypeParameters.push(parseElement());
    }
    if (kind === (Token.Comma as Token)) advance();
  }
  advance();
  return ofTypeParameters.length === 0 ? { hasTypeParameters: true } : { hasTypeParameters: true, ofTypeParameters };
}

function parseParameter(): DefinedParameter {
  let mark: DefinedParameter['mark'] = '';
  if (kind === Token.Star) mark = '*';
  else if (kind === Token.DoubleStar) mark = '**';
  else if (kind === Token.Slash) mark = '/';
  if (mark !== '') advance();
  const isNamed = kind === Token.Name;
  const name = isNamed ? nameOf(currentValue()) : '';
  if (isNamed) advance();
  let annotation: Expression | undefined;
  if (kind === Token.Colon) {
    advance();
    annotation = parseElement();
  }
  if (kind !== Token.Assign) return { mark, name, default: undefined, annotation };
  advance();
  return { mark, name, default: parseExpression(), annotation };
}
