import { expect, kind, startAtFirstToken } from './cursor.ts';
import type { Expression } from './expression-text/expression-tree.ts';
import { clearFeatures } from './features.ts';
import { parseElement } from './expression-text/parse-expression.ts';
import { tokenize } from './tokenizer.ts';
import { Token } from './tokens.ts';
import { Precedence, unparseExpression } from './expression-text/unparse-expression.ts';

/**
 * The string that `from __future__ import annotations` (PEP 563) makes of the annotation expression from `start` to
 * `end` (UTF-16 offsets into a module's text), as CPython's Python/ast_unparse.c prints it in 3.14.
 */
export function annotationText(text: string, start: number, end: number): string {
  return unparseExpression(parseAnnotation(text, start, end), Precedence.Test);
}

/** Parses an expression on its own; the range may begin with the star of `*args: *Ts` (PEP 646). */
function parseAnnotation(text: string, start: number, end: number): Expression {
  // The expression may stand inside brackets, where its lines break freely.
  const source = `(${text.slice(start, end)})`;
  clearFeatures();
  tokenize(source);
  startAtFirstToken(source);
  expect(Token.LeftParenthesis);
  const expression = parseElement();
  expect(Token.RightParenthesis);
  if (kind === Token.NewLine) return expression;
  expect(Token.EndOfFile);
  return expression;
}
