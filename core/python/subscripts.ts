import { advance, at, currentStart, expect, previousEnd } from './cursor.ts';
import { expression, namedExpression } from './expressions.ts';
import { Feature, recordFeature } from './features.ts';
import { Shape } from './targets.ts';
import { Token } from './tokens.ts';

/** `[...]` after a primary: expressions and slices. */
export function subscripts(): void {
  advance();
  do {
    subscript();
    if (!at(Token.Comma)) break;
    advance();
  } while (!at(Token.RightBracket));
  expect(Token.RightBracket);
}

function subscript(): void {
  const start = currentStart();
  if (at(Token.Star)) {
    advance();
    expression();
    recordFeature(Feature.UnpackingInSubscript, start, previousEnd());
    return;
  }
  if (!at(Token.Colon)) {
    const shape = namedExpression();
    if (shape === Shape.Walrus) recordFeature(Feature.WalrusInSubscript, start, previousEnd());
    if (!at(Token.Colon) || shape === Shape.Walrus) return;
  }
  advance();
  optionalBound();
  if (!at(Token.Colon)) return;
  advance();
  optionalBound();
}

function optionalBound(): void {
  if (!at(Token.Colon) && !at(Token.Comma) && !at(Token.RightBracket)) expression();
}
