import { comprehension, startsComprehension } from './comprehensions.ts';
import { advance, at, currentStart, currentValue, expect, fail, previousEnd, sourceText } from './cursor.ts';
import { expressionList, yieldExpression } from './expressions.ts';
import { Feature, recordFeature } from './features.ts';
import {
  candidateCount,
  dropCandidates,
  markerCount,
  referenceCount,
  scopeCount,
  ScopeKind,
} from './references-recorder.ts';
import { refuseStar, Shape } from './targets.ts';
import { StringFlag, Token } from './tokens.ts';

/** String literals one after another, which make one string. */
export function strings(): number {
  const start = currentStart();
  const kinds = StringFlag.Bytes | StringFlag.Template;
  const first = currentValue() & kinds;
  let isPlain = first === 0;
  while (at(Token.String) || at(Token.FormattedStart)) {
    if ((currentValue() & kinds) !== first) failMixed(first, currentValue() & kinds, start);
    if (at(Token.String)) advance();
    else {
      isPlain = false;
      formattedString();
    }
  }
  if (isPlain) return Shape.String;
  return first === StringFlag.Bytes ? Shape.Literal : Shape.FormattedString;
}

function failMixed(first: number, other: number, start: number): never {
  const hasBytes = ((first | other) & StringFlag.Bytes) !== 0;
  fail(
    hasBytes ? 'cannot mix bytes and nonbytes literals' : 'cannot mix t-string literals with string or bytes literals',
    start,
    currentStart() + 1,
  );
}

function formattedString(): void {
  const candidates = candidateCount;
  advance();
  while (!at(Token.FormattedEnd)) field();
  advance();
  dropCandidates(candidates);
}

/** `{expression = !conversion : specification}` */
function field(): void {
  expect(Token.FieldStart);
  const references = referenceCount;
  const scopes = scopeCount;
  const markers = markerCount;
  const start = currentStart();
  if (at(Token.FieldEnd) || at(Token.Conversion) || at(Token.FormatSpec) || at(Token.Assign)) {
    fail("f-string: valid expression required before '}'", start - 1, start + 1);
  }
  if (at(Token.Yield)) yieldExpression();
  else {
    refuseStar(expressionList(), start);
    // Older versions put parentheses around the field's text and parsed that.
    if (startsComprehension()) {
      comprehension(ScopeKind.Generator, start, references, scopes, markers);
      recordFeature(Feature.GeneratorInField, start, previousEnd());
    }
  }
  if (at(Token.Assign)) advance();
  if (at(Token.Conversion)) conversion();
  if (at(Token.FormatSpec)) {
    advance();
    while (at(Token.FieldStart)) field();
  }
  expect(Token.FieldEnd);
}

function conversion(): void {
  const end = previousEnd();
  advance();
  const start = currentStart();
  if (start !== previousEnd()) {
    fail('f-string: conversion type must come right after the exclamation mark', end, start);
  }
  expect(Token.Name);
  const letter = sourceText(start, previousEnd());
  if (letter !== 's' && letter !== 'r' && letter !== 'a') {
    fail(`f-string: invalid conversion character '${letter}': expected 's', 'r', or 'a'`, start, previousEnd());
  }
}
