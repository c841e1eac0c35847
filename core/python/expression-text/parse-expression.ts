import { advance, currentStart, expect, kind, nextKind, position, sourceText } from '../cursor.ts';
import type { Expression } from './expression-tree.ts';
import { parseLambda } from './parse-lambda.ts';
import { parsePrimary } from './parse-primary.ts';
import { Token, tokenEnds } from '../tokens.ts';

/** `star_expressions` of Python's grammar, or `yield_expr`. */
export function parseExpressionList(): Expression {
  if (kind === Token.Yield) return parseYield();
  const first = parseElement();
  if (kind !== Token.Comma) return first;
  const elements = [first];
  while (kind === Token.Comma) {
    advance();
    if (!startsExpression()) break;
    elements.push(parseElement());
  }
  return { type: 'tuple', elements };
}

function parseYield(): Expression {
  expect(Token.Yield);
  if (kind === Token.From) {
    advance();
    return { type: 'yield', isFrom: true, value: parseExpression() };
  }
  return { type: 'yield', isFrom: false, value: startsExpression() ? parseExpressionList() : undefined };
}

/** Whether no comma is a trailing one here. */
function startsExpression(): boolean {
  switch (kind) {
    case Token.RightParenthesis:
    case Token.RightBracket:
    case Token.RightBrace:
    case Token.FieldEnd:
    case Token.Conversion:
    case Token.FormatSpec:
    case Token.Assign:
    case Token.Colon:
    case Token.NewLine:
    case Token.Semicolon:
    case Token.EndOfFile:
      return false;
  }
  return true;
}

/** An element of a display: an expression, `*` and an expression, or an assignment expression. */
export function parseElement(): Expression {
  if (kind !== Token.Star) return parseNamed();
  advance();
  return { type: 'starred', value: parseBitwise() };
}

/** `named_expression` of Python's grammar. */
export function parseNamed(): Expression {
  const target = parseExpression();
  if (kind !== Token.Walrus) return target;
  advance();
  return { type: 'walrus', target, value: parseExpression() };
}

/** `expression` of Python's grammar. */
export function parseExpression(): Expression {
  if (kind === Token.Lambda) return parseLambda(parseExpression);
  const body = parseDisjunction();
  if (kind !== Token.If) return body;
  advance();
  const test = parseDisjunction();
  expect(Token.Else);
  return { type: 'conditional', body, test, otherwise: parseExpression() };
}

/** `disjunction` of Python's grammar. */
export function parseDisjunction(): Expression {
  return parseBoolean(Token.Or, 'or', () => parseBoolean(Token.And, 'and', parseInversion));
}

function parseBoolean(token: Token, operator: 'and' | 'or', parseOperand: () => Expression): Expression {
  const operands = [parseOperand()];
  for (;;) {
    if (kind !== token) break;
    advance();
    operands.push(parseOperand());
  }
  return operands.length === 1 ? operands[0]! : { type: 'boolean', operator, operands };
}

function parseInversion(): Expression {
  if (kind !== Token.Not) return parseComparison();
  advance();
  return { type: 'unary', operator: 'not', operand: parseInversion() };
}

function parseComparison(): Expression {
  const left = parseBitwise();
  const rest: { operator: string; operand: Expression }[] = [];
  for (let operator = comparisonOperator(); operator !== undefined; operator = comparisonOperator()) {
    rest.push({ operator, operand: parseBitwise() });
  }
  return rest.length === 0 ? left : { type: 'comparison', left, rest };
}

/** Reads a comparison operator, if one comes. */
function comparisonOperator(): string | undefined {
  const start = currentStart();
  const token = kind;
  if (token === Token.Comparison) {
    const operator = sourceText(start, tokenEnds[position]!);
    advance();
    return operator;
  }
  if (token === Token.In) {
    advance();
    return 'in';
  }
  if (token === Token.Is) {
    advance();
    if (kind !== Token.Not) return 'is';
    advance();
    return 'is not';
  }
  if (token === Token.Not && nextKind() === Token.In) {
    advance();
    advance();
    return 'not in';
  }
  return undefined;
}

const enum Precedence {
  None,
  BitwiseOr,
  BitwiseXor,
  BitwiseAnd,
  Shift,
  Sum,
  Product,
}

/** How tightly the binary operator binds that the parser is at. */
function binaryPrecedence(): Precedence {
  switch (kind) {
    case Token.Bar:
      return Precedence.BitwiseOr;
    case Token.Plus:
    case Token.Minus:
      return Precedence.Sum;
    case Token.Star:
    case Token.Slash:
    case Token.At:
      return Precedence.Product;
    case Token.Arithmetic:
      break;
    default:
      return Precedence.None;
  }
  switch (sourceText(currentStart(), currentStart() + 1)) {
    case '^':
      return Precedence.BitwiseXor;
    case '&':
      return Precedence.BitwiseAnd;
    case '<':
    case '>':
      return Precedence.Shift;
  }
  return Precedence.Product;
}

/** `bitwise_or` of Python's grammar. */
export function parseBitwise(): Expression {
  return parseOperators(Precedence.BitwiseOr);
}

/** `sum` of Python's grammar. */
export function parseSum(): Expression {
  return parseOperators(Precedence.Sum);
}

function parseOperators(lowest: Precedence): Expression {
  let left = parseFactor();
  for (;;) {
    const precedence = binaryPrecedence();
    if (precedence === Precedence.None || precedence < lowest) return left;
    const operator = sourceText(currentStart(), tokenEnds[position]!);
    advance();
    left = { type: 'binary', operator, left, right: parseOperators(precedence + 1) };
  }
}

function parseFactor(): Expression {
  if (kind === Token.Plus || kind === Token.Minus || kind === Token.Tilde) {
    const operator = kind === Token.Plus ? '+' : kind === Token.Minus ? '-' : '~';
    advance();
    return { type: 'unary', operator, operand: parseFactor() };
  }
  const left = parseAwaited();
  if (kind !== Token.DoubleStar) return left;
  advance();
  return { type: 'binary', operator: '**', left, right: parseFactor() };
}

function parseAwaited(): Expression {
  if (kind !== Token.Await) return parsePrimary();
  advance();
  return { type: 'await', value: parsePrimary() };
}
