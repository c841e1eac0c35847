import {
  advance,
  at,
  currentStart,
  currentValue,
  deferError,
  expect,
  fail,
  kind,
  nextKind,
  previousEnd,
  sourceText,
  unexpected,
} from './cursor.ts';
import { nameOf, WellKnown } from './interner.ts';
import { pushReference, Role } from './references-recorder.ts';
import { strings } from './strings.ts';
import { Shape } from './targets.ts';
import { Token } from './tokens.ts';
import { valuePatterns } from './value-patterns.ts';

/** Names that the pattern being read binds. */
let captures: number[] = [];

/** The patterns of a `case` (PEP 634), up to its guard or colon. Returns whether they match everything. */
export function casePatterns(): boolean {
  captures = [];
  const start = currentStart();
  const isStarred = at(Token.Star);
  const catchesAll = sequenceElement();
  if (!at(Token.Comma)) {
    if (isStarred) fail('invalid syntax', start, previousEnd());
    return catchesAll;
  }
  restOfSequence(isStarred, Token.Colon);
  return false;
}

/** After the first element, at a comma or the end. */
function restOfSequence(hasStar: boolean, end: Token): void {
  while (at(Token.Comma)) {
    advance();
    if (at(end) || (end === Token.Colon && at(Token.If))) return;
    const start = currentStart();
    if (at(Token.Star)) {
      if (hasStar) deferError('multiple starred expressions in sequence pattern', start, start + 1);
      hasStar = true;
    }
    sequenceElement();
  }
}

function sequenceElement(): boolean {
  if (!at(Token.Star)) return pattern();
  advance();
  capture(true);
  return false;
}

/** `as_pattern` of Python's grammar. */
function pattern(): boolean {
  const catchesAll = alternatives();
  if (!at(Token.As)) return catchesAll;
  advance();
  if (at(Token.Name) && currentValue() === WellKnown.Underscore) unexpected("cannot use '_' as a target");
  capture(false);
  if (at(Token.Dot) || at(Token.LeftParenthesis)) unexpected('invalid pattern target');
  return catchesAll;
}

/** Patterns between bars; each must bind the same names. */
function alternatives(): boolean {
  const start = currentStart();
  const before = captures.length;
  let catchesAll = closedPattern();
  if (!at(Token.Bar)) return catchesAll;
  const first = captures.slice(before).toSorted();
  while (at(Token.Bar)) {
    if (catchesAll) deferError('name capture makes remaining patterns unreachable', start, previousEnd());
    captures.length = before;
    advance();
    catchesAll = closedPattern();
    const names = captures.slice(before).toSorted();
    if (names.length !== first.length || names.some((name, index) => name !== first[index])) {
      deferError('alternative patterns bind different names', start, previousEnd());
    }
  }
  return catchesAll;
}

function closedPattern(): boolean {
  switch (kind) {
    case Token.Name:
      return namePattern();
    case Token.LeftParenthesis:
      return group();
    case Token.LeftBracket:
      advance();
      if (!at(Token.RightBracket)) {
        const isStarred = at(Token.Star);
        sequenceElement();
        restOfSequence(isStarred, Token.RightBracket);
      }
      expect(Token.RightBracket);
      return false;
    case Token.LeftBrace:
      mapping();
      return false;
    default:
      literal();
      return false;
  }
}

function namePattern(): boolean {
  // `_.x` and `_()` are no patterns: the grammar takes `_` for a wildcard before it looks further.
  const isName = nextKind() !== Token.Dot && nextKind() !== Token.LeftParenthesis;
  if (isName || currentValue() === WellKnown.Underscore) {
    capture(true);
    return true;
  }
  dottedName();
  if (at(Token.LeftParenthesis)) classArguments();
  return false;
}

/** A name that is bound, or `_` where that may stand, which binds nothing. */
function capture(allowsWildcard: boolean): void {
  if (!at(Token.Name)) unexpected();
  const name = currentValue();
  const start = currentStart();
  advance();
  if (name === WellKnown.Underscore) {
    if (!allowsWildcard) fail("cannot use '_' as a target", start, previousEnd());
    return;
  }
  if (name === WellKnown.Debug) deferError('cannot assign to __debug__', start, previousEnd());
  if (captures.includes(name)) {
    deferError(`multiple assignments to name '${nameOf(name)}' in pattern`, start, previousEnd());
  }
  captures.push(name);
  pushReference(name, start, Role.Store);
}

function dottedName(): void {
  const start = currentStart();
  pushReference(currentValue(), start, Role.Load);
  advance();
  while (at(Token.Dot)) {
    advance();
    expect(Token.Name);
  }
  if (!at(Token.LeftParenthesis)) valuePatterns.push(start);
}

function group(): boolean {
  advance();
  if (at(Token.RightParenthesis)) {
    advance();
    return false;
  }
  const start = currentStart();
  const isStarred = at(Token.Star);
  let catchesAll = sequenceElement();
  if (at(Token.Comma)) {
    restOfSequence(isStarred, Token.RightParenthesis);
    catchesAll = false;
  } else if (isStarred) fail('invalid syntax', start, previousEnd());
  expect(Token.RightParenthesis);
  return catchesAll;
}

function mapping(): void {
  const keys = new Set<string>();
  advance();
  while (!at(Token.RightBrace)) {
    const start = currentStart();
    if (at(Token.DoubleStar)) {
      advance();
      capture(false);
      if (at(Token.Comma)) advance();
      break;
    }
    if (at(Token.Name)) {
      if (nextKind() !== Token.Dot) unexpected();
      dottedName();
    } else {
      literal();
      const key = keyValue(sourceText(start, previousEnd()));
      if (keys.has(key)) deferError(`mapping pattern checks duplicate key (${key})`, start, previousEnd());
      keys.add(key);
    }
    expect(Token.Colon);
    pattern();
    if (!at(Token.Comma)) break;
    advance();
  }
  expect(Token.RightBrace);
}

function classArguments(): void {
  const keywords: number[] = [];
  advance();
  while (!at(Token.RightParenthesis)) {
    const start = currentStart();
    if (at(Token.Name) && nextKind() === Token.Assign) {
      const name = currentValue();
      if (keywords.includes(name)) {
        deferError(`attribute name repeated in class pattern: ${nameOf(name)}`, start, start + 1);
      }
      if (name === WellKnown.Debug) deferError('cannot assign to __debug__', start, start + '__debug__'.length);
      keywords.push(name);
      advance();
      advance();
    } else if (keywords.length > 0) fail('positional patterns follow keyword patterns', start, start + 1);
    pattern();
    if (!at(Token.Comma)) break;
    advance();
  }
  expect(Token.RightParenthesis);
}

/** Strings, numbers with a sign, complex numbers, and the three constants. */
function literal(): void {
  if (at(Token.None) || at(Token.True) || at(Token.False)) return advance();
  if (at(Token.String) || at(Token.FormattedStart)) {
    const start = currentStart();
    if (strings() === Shape.FormattedString) {
      fail('patterns may only match literals and attribute lookups', start, previousEnd());
    }
    return;
  }
  if (at(Token.Minus)) advance();
  const start = currentStart();
  expect(Token.Number);
  if (!at(Token.Plus) && !at(Token.Minus)) return;
  if (isImaginary(start)) fail('real number required in complex literal', start, previousEnd());
  advance();
  const imaginary = currentStart();
  expect(Token.Number);
  if (!isImaginary(imaginary)) fail('imaginary number required in complex literal', imaginary, previousEnd());
}

/** Whether the number from `start` to the token read last is imaginary. */
function isImaginary(start: number): boolean {
  return /j$/i.test(sourceText(start, previousEnd()));
}

/** A literal in a form that is the same for equal keys: `1`, `1.0` and `True` are one, and so are `'a'` and `"a"`. */
function keyValue(literalText: string): string {
  if (literalText === 'True') return '1';
  if (literalText === 'False') return '0';
  const number = Number(literalText.replaceAll('_', ''));
  if (!Number.isNaN(number)) return String(number + 0);
  // Strings with escapes are compared as they are written.
  return literalText.includes('\\') ? literalText : literalText.replace(/(^|\s)u?(['"])(.*?)\2(?=\s|$)\s*/g, '$3');
}
