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
import { enterBlock, inExceptStar, leaveBlock } from './jumps.ts';
import { dropCandidates, pushReference, Role } from './references-recorder.ts';
import { block } from './statements.ts';
import { Token, tokenStarts } from './tokens.ts';

export function tryStatement(): void {
  const keyword = position;
  const importCount = imports.length;
  advance();
  enterBlock(tokenStarts[keyword]);
  block("'try' statement", keyword);
  leaveBlock();
  const outer = addGuard(ImportGuard.Condition);
  if (at(Token.Except)) {
    guardImportsSince(importCount, ImportGuard.Try);
    handlers();
    if (at(Token.Else)) clause("'else' statement");
  } else if (!at(Token.Finally)) unexpected("expected 'except' or 'finally' block");
  if (at(Token.Finally)) clause("'finally' statement");
  setGuard(outer);
}

function clause(what: string): void {
  const keyword = position;
  advance();
  enterBlock(tokenStarts[keyword]);
  block(what, keyword);
  leaveBlock();
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
    enterBlock(start);
    const read = (): void => block(isStarred ? "'except*' statement" : "'except' statement", keyword);
    if (isStarred) inExceptStar(read);
    else read();
    leaveBlock();
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
