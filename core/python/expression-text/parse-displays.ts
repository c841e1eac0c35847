import { advance, expect, kind } from '../cursor.ts';
import type { Dictionary, Expression } from './expression-tree.ts';
import { atClause, parseClauses } from './parse-comprehension.ts';
import { parseBitwise, parseElement, parseExpression, parseExpressionList } from './parse-expression.ts';
import { Token } from '../tokens.ts';

/** A parenthesized expression, a tuple or a generator expression. */
export function parseParentheses(): Expression {
  expect(Token.LeftParenthesis);
  const inner: Expression = kind === Token.RightParenthesis ? { type: 'tuple', elements: [] } : parseListOrGenerator();
  expect(Token.RightParenthesis);
  return inner;
}

/** What stands in parentheses, and until 3.11 in the field of an f-string. */
export function parseListOrGenerator(): Expression {
  const element = parseExpressionList();
  if (!atClause()) return element;
  return { type: 'comprehension', of: 'generator', key: undefined, element, clauses: parseClauses() };
}

/** A list or a list comprehension. */
export function parseBrackets(): Expression {
  expect(Token.LeftBracket);
  const elements = parseElements([], Token.RightBracket);
  if (atClause()) return parseComprehension('list', elements[0]!, Token.RightBracket);
  expect(Token.RightBracket);
  return { type: 'list', elements };
}

/** A dictionary, a set, or a comprehension of one. */
export function parseBraces(): Expression {
  expect(Token.LeftBrace);
  if (kind === Token.RightBrace || kind === Token.DoubleStar) return parseItems([]);
  const first = parseElement();
  if (kind === Token.Colon) {
    advance();
    const value = parseExpression();
    if (!atClause()) return parseItems([{ key: first, value }]);
    const clauses = parseClauses();
    expect(Token.RightBrace);
    return { type: 'comprehension', of: 'dictionary', key: first, element: value, clauses };
  }
  if (atClause()) return parseComprehension('set', first, Token.RightBrace);
  if (kind === Token.Comma) advance();
  const elements = parseElements([first], Token.RightBrace);
  expect(Token.RightBrace);
  return { type: 'set', elements };
}

function parseComprehension(of: 'list' | 'set', element: Expression, end: Token): Expression {
  const clauses = parseClauses();
  expect(end);
  return { type: 'comprehension', of, key: undefined, element, clauses };
}

/** The elements up to a closing bracket or to a comprehension, added to those given. */
function parseElements(elements: Expression[], end: Token): Expression[] {
  for (;;) {
    if (kind === end) return elements;
    elements.push(parseElement());
    if (kind !== Token.Comma) return elements;
    advance();
  }
}

/** The items of a dictionary after those given, and its closing brace. */
function parseItems(items: Dictionary['items'][number][]): Dictionary {
  if (kind === Token.Comma) advance();
  while (kind !== Token.RightBrace) {
    if (kind === Token.DoubleStar) {
      advance();
      items.push({ key: undefined, value: parseBitwise() });
    } else {
      const key = parseExpression();
      expect(Token.Colon);
      items.push({ key, value: parseExpression() });
    }
    if (kind !== Token.Comma) break;
    advance();
  }
  expect(Token.RightBrace);
  return { type: 'dictionary', items };
}
