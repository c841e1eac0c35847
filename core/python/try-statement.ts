import {
  advance,
  at,
  currentStart,
  currentValue,
  deferError,
  expect,
  fail,
  position,
  previousEnd,
  unexpected,
} from './cursor.ts';
import { expression } from './expressions.ts';
import { ImportGuard } from './import-guard.ts';
import { Feature, recordFeature } from './features.ts';
import { addGuard, guardImportsSince, imports, setGuard } from './imports.ts';
import { WellKnown } from './interner.ts';
import { inExceptStar, inFinally } from './jumps.ts';
import { beginBlocks, type BlockDepth, endBlocks, noteBlocks } from './nested-blocks.ts';
import { dropCandidates, pushReference, Role } from './references-recorder.ts';
import { block } from './statements.ts';
import { Token } from './tokens.ts';

export function tryStatement(): void {
  const keyword = position;
  const importCount = imports.length;
  advance();
  // The body needs a block when there are `except` clauses, and everything before `finally` one more.
  const outerBlocks = beginBlocks();
  const body = measured(() => block("'try' statement", keyword));
  const hasHandlers = at(Token.Except);
  noteBlocks(body, hasHandlers ? 1 : 0);
  const outer = addGuard(ImportGuard.Condition);
  if (hasHandlers) {
    guardImportsSince(importCount, ImportGuard.Try);
    handlers();
    if (at(Token.Else)) clause("'else' statement");
  } else if (!at(Token.Finally)) unexpected("expected 'except' or 'finally' block");
  const beforeFinally = endBlocks(outerBlocks);
  noteBlocks(beforeFinally, at(Token.Finally) ? 1 : 0);
  if (at(Token.Finally))
    noteBlocks(
      measured(() => inFinally(() => clause("'finally' statement"))),
      1,
    );
  setGuard(outer);
}

function measured(read: () => void): BlockDepth {
  const outer = beginBlocks();
  read();
  return endBlocks(outer);
}

function clause(what: string): void {
  const keyword = position;
  advance();
  block(what, keyword);
}

/** All `except` clauses, or all `except*` clauses (PEP 654). */
function handlers(): void {
  let hasDefault = false;
  let areStarred: boolean | undefined;
  while (at(Token.Except)) {
    const [keyword, start] = [position, currentStart()];
    advance();
    if (hasDefault) deferError("default 'except:' must be last", start, previousEnd());
    const isStarred = at(Token.Star);
    if (areStarred !== undefined && areStarred !== isStarred) {
      fail("cannot have both 'except' and 'except*' on the same 'try'", start, previousEnd());
    }
    areStarred = isStarred;
    if (isStarred) {
      advance();
      recordFeature(Feature.ExceptStar, start, previousEnd());
    }
    if (!at(Token.Colon)) exceptionTypes();
    else if (isStarred) unexpected('expected one or more exception types');
    else hasDefault = true;
    const read = (): void => block(isStarred ? "'except*' statement" : "'except' statement", keyword);
    noteBlocks(measured(isStarred ? () => inExceptStar(read) : read), 2, 1);
  }
}

function exceptionTypes(): void {
  const start = currentStart();
  expression();
  const isList = at(Token.Comma);
  while (at(Token.Comma)) {
    advance();
    if (at(Token.Colon)) break;
    expression();
  }
  dropCandidates(0);
  if (isList) recordFeature(Feature.UnparenthesizedExcept, start, previousEnd());
  if (!at(Token.As)) return;
  if (isList) fail("multiple exception types must be parenthesized when using 'as'", start, previousEnd());
  advance();
  if (!at(Token.Name)) unexpected();
  const nameStart = currentStart();
  if (currentValue() === WellKnown.Debug) deferError('cannot assign to __debug__', nameStart, nameStart + 1);
  pushReference(currentValue(), nameStart, Role.Store);
  expect(Token.Name);
}
