import { callArguments } from './call-arguments.ts';
import { comprehension, startsComprehension } from './comprehensions.ts';
import { advance, at, currentStart, currentValue, expect, fail, kind, previousEnd, unexpected } from './cursor.ts';
import { dictionaryOrSet } from './dictionary-or-set.ts';
import { starNamedExpression, yieldExpression } from './expressions.ts';
import { WellKnown } from './interner.ts';
import {
  candidateCount,
  dropCandidates,
  markerCount,
  pushCandidate,
  referenceCount,
  scopeCount,
  ScopeKind,
} from './references-recorder.ts';
import { strings } from './strings.ts';
import { subscripts } from './subscripts.ts';
import { sealSequence, Shape, withElement } from './targets.ts';
import { noteSuperCall } from './super-calls.ts';
import { Token } from './tokens.ts';

/** `primary` of Python's grammar: an atom with attributes, calls and subscripts after it. */
export function primary(): number {
  const candidates = candidateCount;
  let shape = atom();
  for (;;) {
    switch (kind) {
      case Token.Dot:
        advance();
        shape = currentValue() === WellKnown.Debug ? Shape.DebugAttribute : Shape.Attribute;
        expect(Token.Name);
        break;
      case Token.LeftParenthesis:
        callArguments();
        shape = Shape.Call;
        break;
      case Token.LeftBracket:
        subscripts();
        shape = Shape.Subscript;
        break;
      default:
        return shape;
    }
    dropCandidates(candidates);
  }
}

function atom(): number {
  switch (kind) {
    case Token.Name: {
      const name = currentValue();
      pushCandidate(name, currentStart());
      advance();
      if (name <= WellKnown.Debug) {
        if (name === WellKnown.Debug) return Shape.Debug;
        if (name === WellKnown.Super) noteSuperCall(referenceCount - 1);
      }
      return Shape.Name;
    }
    case Token.Number:
      advance();
      return Shape.Literal;
    case Token.String:
    case Token.FormattedStart:
      return strings();
    case Token.LeftParenthesis:
      return group();
    case Token.LeftBracket:
      return list();
    case Token.LeftBrace:
      return dictionaryOrSet();
    case Token.None:
      advance();
      return Shape.None;
    case Token.True:
      advance();
      return Shape.True;
    case Token.False:
      advance();
      return Shape.False;
    case Token.Ellipsis:
      advance();
      return Shape.Ellipsis;
    default:
      return unexpected();
  }
}

/** Parentheses: a tuple, a generator expression, a `yield`, or any expression. */
function group(): number {
  const open = currentStart();
  advance();
  if (at(Token.RightParenthesis)) {
    advance();
    return Shape.Tuple | Shape.Parenthesized;
  }
  if (at(Token.Yield)) {
    yieldExpression();
    expect(Token.RightParenthesis);
    return Shape.Yield | Shape.Parenthesized;
  }
  const references = referenceCount;
  const scopes = scopeCount;
  const markers = markerCount;
  const start = currentStart();
  const candidates = candidateCount;
  let shape = starNamedExpression();
  if (at(Token.Comma)) {
    shape = elements(Shape.Tuple, shape, start, Token.RightParenthesis) | Shape.Parenthesized;
  } else if (startsComprehension()) {
    refuseStarInComprehension(shape, start);
    comprehension(ScopeKind.Generator, open, references, scopes, markers);
    dropCandidates(candidates);
    shape = Shape.Generator;
  } else if ((shape & Shape.Kind) === Shape.Starred) {
    fail('cannot use starred expression here', open + 1, previousEnd());
  } else shape |= Shape.Parenthesized;
  expect(Token.RightParenthesis);
  return shape;
}

function list(): number {
  const open = currentStart();
  advance();
  if (at(Token.RightBracket)) {
    advance();
    return Shape.List;
  }
  const references = referenceCount;
  const scopes = scopeCount;
  const markers = markerCount;
  const start = currentStart();
  const candidates = candidateCount;
  let shape = starNamedExpression();
  if (startsComprehension()) {
    refuseStarInComprehension(shape, start);
    comprehension(ScopeKind.Comprehension, open, references, scopes, markers);
    dropCandidates(candidates);
    shape = Shape.ListComprehension;
  } else shape = elements(Shape.List, shape, start, Token.RightBracket);
  expect(Token.RightBracket);
  return shape;
}

/** The rest of a tuple or list, after its first element. */
function elements(sequence: number, first: number, firstStart: number, end: Token): number {
  let shape = withElement(sequence, first, firstStart, 0);
  let index = 1;
  while (at(Token.Comma)) {
    advance();
    if (at(end)) break;
    const start = currentStart();
    shape = withElement(shape, starNamedExpression(), start, index++);
  }
  return sealSequence(shape);
}

export function refuseStarInComprehension(shape: number, start: number): void {
  if ((shape & Shape.Kind) === Shape.Starred) {
    fail('iterable unpacking cannot be used in comprehension', start, previousEnd());
  }
}
