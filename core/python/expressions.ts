import { isInComprehensionIterable } from './comprehensions.ts';
import { conditionalTokens } from './conditions/conditional-expressions.ts';
import {
  advance,
  at,
  currentStart,
  currentValue,
  deferError,
  expect,
  kind,
  nextKind,
  position,
  previousEnd,
} from './cursor.ts';
import { Feature, recordFeature } from './features.ts';
import { noteAssignedValue, noteIdentityComparison } from './identity-comparisons.ts';
import { WellKnown } from './interner.ts';
import { lambdaParameters } from './parameters.ts';
import { primary } from './primaries.ts';
import {
  addScope,
  candidateCount,
  dropCandidates,
  endScope,
  enterScope,
  Marker,
  NO_NAME,
  pushMarker,
  pushReference,
  referenceCount,
  Role,
  ScopeKind,
  settleCandidates,
} from './references-recorder.ts';
import { refuseStar, sealSequence, Shape, starredShape, withElement } from './targets.ts';
import { Token } from './tokens.ts';
import { recordWalrus } from './walruses.ts';

/*
 * Operators are read as one flat chain: nothing here depends on how they nest, only on what may follow what.
 * `not` may stand where a boolean operand begins, a lambda where a whole expression does.
 */
const enum Level {
  None,
  /** `bitwise_or` of Python's grammar: no comparison, which leaves `in` to `for`. */
  Arithmetic,
  Comparison,
  /** `disjunction` of Python's grammar. */
  Boolean,
}

const operatorLevels = new Uint8Array(128);
for (const token of [
  Token.Plus,
  Token.Minus,
  Token.Star,
  Token.DoubleStar,
  Token.Slash,
  Token.At,
  Token.Bar,
  Token.Arithmetic,
]) {
  operatorLevels[token] = Level.Arithmetic;
}
for (const token of [Token.Comparison, Token.In, Token.Is, Token.Not]) operatorLevels[token] = Level.Comparison;
operatorLevels[Token.And] = operatorLevels[Token.Or] = Level.Boolean;

const prefixes = new Uint8Array(128);
for (const token of [Token.Plus, Token.Minus, Token.Tilde, Token.Not, Token.Await]) prefixes[token] = 1;

/** `expression` of Python's grammar. Like all functions here it returns the `Shape` of what it read. */
export function expression(): number {
  if (at(Token.Lambda)) return lambda();
  const candidates = candidateCount;
  const first = position;
  const shape = operators(Level.Boolean);
  if (!at(Token.If)) return shape;
  const ifToken = position;
  advance();
  operators(Level.Boolean);
  const elseToken = position;
  expect(Token.Else);
  expression();
  conditionalTokens.push({ first, ifToken, elseToken, end: position });
  dropCandidates(candidates);
  return Shape.Conditional;
}

/** `disjunction` of Python's grammar: no lambda and no conditional. */
export function disjunction(): number {
  return operators(Level.Boolean);
}

/** `bitwise_or` of Python's grammar. */
export function bitwise(): number {
  return operators(Level.Arithmetic);
}

function operators(highest: Level): number {
  const candidates = candidateCount;
  let shape = operand(highest === Level.Boolean);
  let level = operatorLevels[kind];
  if (level === Level.None || level > highest) return shape;
  let left = shape;
  do {
    shape = level === Level.Comparison ? Shape.Comparison : Shape.Other;
    const operator = kind;
    const operatorPosition = position;
    advance();
    if (operator === Token.Not) expect(Token.In);
    else if (operator === Token.Is && at(Token.Not)) advance();
    const right = operand(level === Level.Boolean);
    const isPart = level === Level.Arithmetic;
    level = operatorLevels[kind];
    if (operator === Token.Is) {
      noteIdentityComparison(left, operatorPosition, level === Level.Arithmetic ? Shape.Other : right);
    }
    left = isPart ? Shape.Other : right;
  } while (level !== Level.None && level <= highest);
  dropCandidates(candidates);
  return shape;
}

function operand(mayNegate: boolean): number {
  if (prefixes[kind] === 0) return primary();
  const candidates = candidateCount;
  const isAwaitAlone = at(Token.Await);
  if (mayNegate) while (at(Token.Not)) advance();
  while (at(Token.Plus) || at(Token.Minus) || at(Token.Tilde)) advance();
  if (at(Token.Await)) awaited();
  else primary();
  dropCandidates(candidates);
  return isAwaitAlone ? Shape.Await : Shape.Other;
}

function awaited(): void {
  pushMarker(Marker.Await, currentStart());
  advance();
  primary();
}

function lambda(): number {
  const candidates = candidateCount;
  const start = currentStart();
  const scope = addScope(ScopeKind.Lambda, NO_NAME, start);
  advance();
  lambdaParameters(scope);
  expect(Token.Colon);
  const outer = enterScope(scope);
  expression();
  enterScope(outer);
  endScope(scope, previousEnd());
  dropCandidates(candidates);
  return Shape.Lambda;
}

/** `*x`, at the star; what is starred is no comparison. */
export function starred(): number {
  advance();
  const start = currentStart();
  return starredShape(bitwise(), start);
}

/** `star_expression` of Python's grammar. */
export function starExpression(): number {
  return at(Token.Star) ? starred() : expression();
}

/** `named_expression` of Python's grammar. */
export function namedExpression(): number {
  if (!at(Token.Name) || nextKind() !== Token.Walrus) return parenthesizedWalrusTarget(expression());
  const start = currentStart();
  const name = currentValue();
  pushWalrusTarget(name, start);
  const reference = referenceCount - 1;
  advance();
  advance();
  noteAssignedValue(name);
  const value = currentStart();
  const candidates = candidateCount;
  expression();
  dropCandidates(candidates);
  recordWalrus(reference, start, value, previousEnd());
  return Shape.Walrus;
}

function pushWalrusTarget(name: number, start: number): void {
  if (name === WellKnown.Debug) deferError('cannot assign to __debug__', start, start + '__debug__'.length);
  if (isInComprehensionIterable()) {
    deferError('assignment expression cannot be used in a comprehension iterable expression', start, start + 1);
  }
  pushReference(name, start, Role.Walrus);
}

/** The parser of 3.8 took `((a) := 1)`. */
function parenthesizedWalrusTarget(shape: number): number {
  if (!at(Token.Walrus) || shape !== (Shape.Name | Shape.Parenthesized)) return shape;
  recordFeature(Feature.ParenthesizedWalrusTarget, currentStart(), currentStart() + 2);
  settleCandidates(candidateCount - 1, Role.Walrus);
  advance();
  const candidates = candidateCount;
  expression();
  dropCandidates(candidates);
  return Shape.Walrus;
}

/** `star_named_expression` of Python's grammar. */
export function starNamedExpression(): number {
  return at(Token.Star) ? starred() : namedExpression();
}

/** Tokens that end a list of expressions, so that a comma before them is the last. */
const listEnds = new Uint8Array(128);
for (const token of [
  Token.NewLine,
  Token.EndOfFile,
  Token.Assign,
  Token.AugmentedAssign,
  Token.RightParenthesis,
  Token.RightBracket,
  Token.RightBrace,
  Token.Semicolon,
  Token.Colon,
  Token.In,
  Token.FieldEnd,
  Token.Conversion,
  Token.FormatSpec,
]) {
  listEnds[token] = 1;
}

/** `star_expressions` of Python's grammar: one expression, or a tuple without parentheses. */
export function expressionList(): number {
  const start = currentStart();
  const first = starExpression();
  return at(Token.Comma) ? restOfTuple(first, start, starExpression) : first;
}

/** `star_targets` of Python's grammar, before it is known whether they may be targets. */
export function targetList(): number {
  const start = currentStart();
  const first = target();
  return at(Token.Comma) ? restOfTuple(first, start, target) : first;
}

function target(): number {
  return at(Token.Star) ? starred() : bitwise();
}

/** The elements after the first, at the comma. */
function restOfTuple(first: number, firstStart: number, element: () => number): number {
  let shape = withElement(Shape.Tuple, first, firstStart, 0);
  let index = 1;
  while (at(Token.Comma)) {
    advance();
    if (listEnds[kind] !== 0) break;
    const start = currentStart();
    shape = withElement(shape, element(), start, index++);
  }
  return sealSequence(shape);
}

/** `yield_expr` of Python's grammar. */
export function yieldExpression(): number {
  const candidates = candidateCount;
  const start = currentStart();
  advance();
  if (at(Token.From)) {
    pushMarker(Marker.YieldFrom, start);
    advance();
    expression();
  } else {
    pushMarker(Marker.Yield, start);
    if (listEnds[kind] === 0) {
      const valueStart = currentStart();
      refuseStar(expressionList(), valueStart);
    }
  }
  dropCandidates(candidates);
  return Shape.Yield;
}

/** What may stand right of `=`. */
export function yieldOrExpressionList(): number {
  return at(Token.Yield) ? yieldExpression() : expressionList();
}
