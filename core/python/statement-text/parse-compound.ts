import { advance, currentValue, expect, kind } from '../cursor.ts';
import type { Expression } from '../expression-text/expression-tree.ts';
import { parseTarget, parseTargetElement } from '../expression-text/parse-comprehension.ts';
import { parseExpression, parseExpressionList, parseNamed } from '../expression-text/parse-expression.ts';
import { nameOf } from '../interner.ts';
import { Token } from '../tokens.ts';
import { hasAliasInParentheses } from '../with-statement.ts';
import { parseBlock, parseClause } from './parse-statement.ts';
import type { Form, Handler, Try, With } from './statement-tree.ts';

export function parseFor(isAsync: boolean): Form {
  advance();
  const target = parseTarget();
  expect(Token.In);
  const iterable = parseExpressionList();
  return { type: 'for', isAsync, target, iterable, body: parseBlock(), otherwise: parseClause(Token.Else) };
}

export function parseWhile(): Form {
  advance();
  return { type: 'while', test: parseNamed(), body: parseBlock(), otherwise: parseClause(Token.Else) };
}

export function parseTry(): Try {
  advance();
  const body = parseBlock();
  const handlers: Handler[] = [];
  while (kind === Token.Except) handlers.push(parseHandler());
  return { type: 'try', body, handlers, otherwise: parseClause(Token.Else), finally: parseClause(Token.Finally) };
}

function parseHandler(): Handler {
  advance();
  const isStarred = kind === Token.Star;
  if (isStarred) advance();
  const exception = kind === (Token.Colon as Token) ? undefined : parseExceptions();
  if (kind !== Token.As) return { isStarred, exception, name: undefined, body: parseBlock() };
  advance();
  const name = nameOf(currentValue());
  advance();
  return { isStarred, exception, name, body: parseBlock() };
}

function parseExceptions(): Expression {
  const first = parseExpression();
  if (kind !== Token.Comma) return first;
  const elements = [first];
  while (kind === Token.Comma) {
    advance();
    if (kind !== (Token.Colon as Token)) elements.push(parseExpression());
  }
  return { type: 'tuple', elements };
}

export function parseWith(isAsync: boolean): With {
  advance();
  const isInParentheses = kind === Token.LeftParenthesis && hasAliasInParentheses();
  if (isInParentheses) advance();
  const items = [parseItem()];
  while (kind === (Token.Comma as Token)) {
    advance();
    if (kind !== (Token.RightParenthesis as Token)) items.push(parseItem());
  }
  if (isInParentheses) expect(Token.RightParenthesis);
  return { type: 'with', isAsync, items: items.length === 1 ? separated(items[0]!) : items, body: parseBlock() };
}

/** Several managers in parentheses, which are no tuple since 3.9 if they can be that. */
function separated(item: With['items'][number]): readonly With['items'][number][] {
  const { manager, target } = item;
  if (manager.type !== 'tuple' || target !== undefined || manager.elements.length === 0) return [item];
  if (manager.elements.some(({ type }) => type === 'starred' || type === 'walrus')) return [item];
  return manager.elements.map((each) => ({ manager: each, target }));
}

function parseItem(): With['items'][number] {
  const manager = parseExpression();
  if (kind !== Token.As) return { manager, target: undefined };
  advance();
  return { manager, target: parseTargetElement() };
}
