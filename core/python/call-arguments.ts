import { comprehension, startsComprehension } from './comprehensions.ts';
import {
  advance,
  at,
  currentStart,
  currentValue,
  deferError,
  expect,
  fail,
  nextKind,
  previousEnd,
  unexpected,
} from './cursor.ts';
import { expression, namedExpression } from './expressions.ts';
import { Feature, recordFeature } from './features.ts';
import { nameOf, WellKnown } from './interner.ts';
import { markerCount, referenceCount, scopeCount, ScopeKind } from './references-recorder.ts';
import { Shape } from './targets.ts';
import { copyInto, Token } from './tokens.ts';

/** Names of the keyword arguments of the calls being read, innermost call last. */
let keywords = new Int32Array(64);
let keywordCount = 0;

const enum Seen {
  Keyword = 1,
  DictionaryUnpacking = 2,
}

/** `(...)` after a primary or in a class definition, where a lone generator expression needs parentheses. */
export function callArguments(isClass = false): void {
  const open = currentStart();
  advance();
  const firstKeyword = keywordCount;
  let seen = 0;
  let count = 0;
  while (!at(Token.RightParenthesis)) {
    const start = currentStart();
    if (at(Token.Star)) {
      if ((seen & Seen.DictionaryUnpacking) !== 0) {
        fail('iterable argument unpacking follows keyword argument unpacking', start, start + 1);
      }
      advance();
      expression();
    } else if (at(Token.DoubleStar)) {
      advance();
      expression();
      seen |= Seen.DictionaryUnpacking;
    } else if (at(Token.Name) && nextKind() === Token.Assign) {
      keywordArgument(firstKeyword);
      seen |= Seen.Keyword;
    } else {
      positionalArgument(open, count, isClass);
      if (seen !== 0) failPositional(seen, start);
    }
    count++;
    if (!at(Token.Comma)) break;
    advance();
  }
  keywordCount = firstKeyword;
  expect(Token.RightParenthesis);
}

function positionalArgument(open: number, before: number, isClass: boolean): void {
  const references = referenceCount;
  const scopes = scopeCount;
  const markers = markerCount;
  const start = currentStart();
  const shape = namedExpression();
  if (startsComprehension()) {
    if (shape === Shape.Walrus) recordFeature(Feature.WalrusInArgument, start, previousEnd());
    comprehension(ScopeKind.Generator, open, references, scopes, markers);
    if (!at(Token.RightParenthesis) && !at(Token.Comma)) unexpected();
    if (isClass) fail('invalid syntax', start, previousEnd());
    if (before > 0 || at(Token.Comma)) fail('Generator expression must be parenthesized', start, previousEnd());
  } else if (at(Token.Assign)) {
    fail('expression cannot contain assignment, perhaps you meant "=="?', start, previousEnd() + 1);
  }
}

function failPositional(seen: number, start: number): never {
  fail(
    (seen & Seen.DictionaryUnpacking) !== 0
      ? 'positional argument follows keyword argument unpacking'
      : 'positional argument follows keyword argument',
    start,
    previousEnd(),
  );
}

function keywordArgument(firstKeyword: number): void {
  const start = currentStart();
  const name = currentValue();
  if (name === WellKnown.Debug) deferError('cannot assign to __debug__', start, start + '__debug__'.length);
  for (let index = firstKeyword; index < keywordCount; index++) {
    if (keywords[index] === name) deferError(`keyword argument repeated: ${nameOf(name)}`, start, start + 1);
  }
  if (keywordCount === keywords.length) keywords = copyInto(new Int32Array(keywordCount * 2), keywords);
  keywords[keywordCount++] = name;
  advance();
  advance();
  expression();
  if (startsComprehension()) {
    fail("invalid syntax. Maybe you meant '==' or ':=' instead of '='?", start, previousEnd());
  }
}

export function clearCallArguments(): void {
  keywordCount = 0;
}
