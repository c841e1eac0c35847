import { advance, at, currentStart, position, previousEnd, sourceText } from './cursor.ts';
import { matchingParenthesis } from './definitions.ts';
import { bitwise, expression, starred } from './expressions.ts';
import { Feature, recordFeature } from './features.ts';
import { ImportGuard } from './import-guard.ts';
import { guardImportsSince, imports } from './imports.ts';
import { beginBlocks, endBlocks, noteBlocks } from './nested-blocks.ts';
import { candidateCount, dropCandidates, Role, settleCandidates } from './references-recorder.ts';
import { block } from './statements.ts';
import { requireAssignable } from './targets.ts';
import { Token, tokenKinds } from './tokens.ts';
import { expect } from './cursor.ts';

/** Calls that give managers which let every exception pass: those of the standard library that stand around imports. */
const transparentManager =
  /^(?:\w+\.)*(?:catch_warnings|closing|nullcontext|open|redirect_stderr|redirect_stdout)\s*\(/;

/** `with a as b, c:`; the items may stand in parentheses since 3.9. */
export function withStatement(): void {
  const keyword = position;
  advance();
  const itemsStart = currentStart();
  let count = 0;
  if (at(Token.LeftParenthesis) && hasAliasInParentheses()) {
    const start = currentStart();
    advance();
    do {
      item();
      count++;
      if (!at(Token.Comma)) break;
      advance();
    } while (!at(Token.RightParenthesis));
    expect(Token.RightParenthesis);
    recordFeature(Feature.ParenthesizedWith, start, previousEnd());
  } else {
    item();
    for (count = 1; at(Token.Comma); count++) {
      advance();
      item();
    }
  }
  const itemsEnd = previousEnd();
  const importCount = imports.length;
  const outerBlocks = beginBlocks();
  block("'with' statement", keyword);
  noteBlocks(endBlocks(outerBlocks), count);
  if (imports.length === importCount) return;
  // `with contextlib.suppress(ImportError):` and its like; what else a manager's `__exit__` does is not known.
  const isTransparent = count === 1 && transparentManager.test(sourceText(itemsStart, itemsEnd));
  if (!isTransparent) guardImportsSince(importCount, ImportGuard.Try);
}

function item(): void {
  expression();
  dropCandidates(0);
  if (!at(Token.As)) return;
  advance();
  const candidates = candidateCount;
  const start = currentStart();
  requireAssignable(at(Token.Star) ? starred() : bitwise(), start);
  settleCandidates(candidates, Role.Store);
}

/** Whether `as` stands directly inside the parenthesis that the parser is at: no expression has one. */
export function hasAliasInParentheses(): boolean {
  const end = matchingParenthesis(position);
  let depth = 0;
  for (let index = position; index < end; index++) {
    const token = tokenKinds[index];
    if (token === Token.LeftParenthesis || token === Token.LeftBracket || token === Token.LeftBrace) depth++;
    else if (token === Token.RightParenthesis || token === Token.RightBracket || token === Token.RightBrace) depth--;
    else if (token === Token.As && depth === 1) return true;
  }
  return false;
}
