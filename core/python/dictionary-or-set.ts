import { comprehension, startsComprehension } from './comprehensions.ts';
import { advance, at, currentStart, expect, fail, previousEnd } from './cursor.ts';
import { bitwise, expression, starNamedExpression } from './expressions.ts';
import { Feature, recordFeature } from './features.ts';
import { refuseStarInComprehension } from './primaries.ts';
import {
  candidateCount,
  dropCandidates,
  markerCount,
  referenceCount,
  scopeCount,
  ScopeKind,
} from './references-recorder.ts';
import { Shape } from './targets.ts';
import { Token } from './tokens.ts';

/** Braces: a dict or set, or a comprehension of one. The first element decides which. */
export function dictionaryOrSet(): number {
  const open = currentStart();
  advance();
  if (at(Token.RightBrace)) {
    advance();
    return Shape.Dictionary;
  }
  const candidates = candidateCount;
  const shape = at(Token.DoubleStar) ? dictionary() : setOrDictionary(open);
  dropCandidates(candidates);
  expect(Token.RightBrace);
  return shape;
}

function setOrDictionary(open: number): number {
  const references = referenceCount;
  const scopes = scopeCount;
  const markers = markerCount;
  const start = currentStart();
  const first = starNamedExpression();
  if (at(Token.Colon) && first !== Shape.Walrus && (first & Shape.Kind) !== Shape.Starred) {
    advance();
    expression();
    if (!startsComprehension()) return restOfDictionary();
    comprehension(ScopeKind.Comprehension, open, references, scopes, markers);
    return Shape.DictionaryComprehension;
  }
  noteWalrus(first, start);
  if (startsComprehension()) {
    refuseStarInComprehension(first, start);
    comprehension(ScopeKind.Comprehension, open, references, scopes, markers);
    return Shape.SetComprehension;
  }
  while (at(Token.Comma)) {
    advance();
    if (at(Token.RightBrace)) break;
    const elementStart = currentStart();
    noteWalrus(starNamedExpression(), elementStart);
  }
  return Shape.Set;
}

function noteWalrus(shape: number, start: number): void {
  if (shape === Shape.Walrus) recordFeature(Feature.WalrusInSet, start, previousEnd());
}

function dictionary(): number {
  unpacking();
  if (startsComprehension()) {
    fail('dict unpacking cannot be used in dict comprehension', currentStart(), currentStart() + 1);
  }
  return restOfDictionary();
}

function unpacking(): void {
  advance();
  bitwise();
}

function restOfDictionary(): number {
  while (at(Token.Comma)) {
    advance();
    if (at(Token.RightBrace)) break;
    if (at(Token.DoubleStar)) unpacking();
    else {
      expression();
      expect(Token.Colon);
      expression();
    }
  }
  return Shape.Dictionary;
}
