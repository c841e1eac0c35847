import { expect, kind, startAtFirstToken } from './cursor.ts';
import type { Expression } from './expression-text/expression-tree.ts';
import { parseElement } from './expression-text/parse-expression.ts';
import { Precedence, unparseExpression } from './expression-text/unparse-expression.ts';
import { variesByVersion } from './expression-text/varies-by-version.ts';
import { clearFeatures } from './features.ts';
import { tokenize } from './tokenizer.ts';
import { Token } from './tokens.ts';

/**
 * The string that `from __future__ import annotations` (PEP 563) makes of the annotation expression from `start` to
 * `end` (UTF-16 offsets into a module's text), as CPython's Python/ast_unparse.c prints it in 3.14. Private names are
 * not mangled, and nothing is evaluated but literals.
 *
 * Other versions spell some of it differently:
 * - 3.8 folds constants: `1 + 2` is `3`, `Literal['a', 'b']` is `Literal[('a', 'b')]`, `(1, ...)` is `(1, Ellipsis)`, and
 *   the list in `x in [1]` a tuple. It prints infinity as `inf`, `:=` without spaces, and `u'text'` without its `u`.
 * - 3.12 and 3.13 get the text before `=` in the field of an f-string wrong when a string in it has `#` or a backslash.
 * - Which characters of a string are printed and which escaped follows the Unicode version, here that of JavaScript.
 *
 * No version keeps `\N{...}`, which is left alone here, as it needs Unicode's table of names.
 */
export function annotationText(text: string, start: number, end: number): string {
  return unparseExpression(parseAnnotation(text, start, end), Precedence.Test);
}

/**
 * Whether some version of CPython from 3.8 on spells the annotation differently from `annotationText`, as listed there
 * (Unicode versions aside). All but text before `=` in f-strings and `\N{...}` is about 3.8 alone.
 */
export function annotationVaries(text: string, start: number, end: number): boolean {
  return variesByVersion(parseAnnotation(text, start, end));
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
