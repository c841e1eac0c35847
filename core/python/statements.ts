import {
  advance,
  at,
  currentStart,
  currentValue,
  deferError,
  expect,
  kind,
  lineOfToken,
  nextKind,
  position,
  previousEnd,
  unexpected,
} from './cursor.ts';
import { classDefinition, decorated, functionDefinition } from './definitions.ts';
import { expressionList, namedExpression, targetList } from './expressions.ts';
import { noteLoopedValues } from './identity-comparisons.ts';
import { ImportGuard } from './import-guard.ts';
import type { Range } from './facts.ts';
import { Feature, recordFeature } from './features.ts';
import { endFutureImports } from './future-imports.ts';
import { addGuard, setGuard } from './imports.ts';
import { WellKnown } from './interner.ts';
import { enterLoop, leaveLoop } from './jumps.ts';
import { isMatchStatement, matchStatement } from './match-statement.ts';
import { beginBlocks, checkBlocks, endBlocks, noteBlocks } from './nested-blocks.ts';
import { currentScope, dropCandidates, Role, ScopeKind, scopeKinds, settleCandidates } from './references-recorder.ts';
import { simpleStatements } from './simple-statements.ts';
import { isBareUnpacking, refuseStar, requireAssignable } from './targets.ts';
import { StringFlag, Token, tokenEnds, tokenKinds, tokenStarts, tokenValues } from './tokens.ts';
import { tryStatement } from './try-statement.ts';
import { withStatement } from './with-statement.ts';

/** The string that is the module's docstring. */
export let docstring: Range | undefined;

/** Every statement of the text. */
export function statements(): void {
  docstring = leadingString();
  const outerBlocks = beginBlocks();
  while (!at(Token.EndOfFile)) statement();
  checkBlocks(endBlocks(outerBlocks), 0);
}

/** A statement of string literals only, which may stand in parentheses; f-strings and bytes do not count. */
function leadingString(): Range | undefined {
  let index = 0;
  while (tokenKinds[index] === Token.LeftParenthesis) index++;
  const depth = index;
  if (tokenKinds[index] !== Token.String) return undefined;
  for (; tokenKinds[index] === Token.String; index++) {
    if ((tokenValues[index]! & StringFlag.Bytes) !== 0) return undefined;
  }
  for (let closed = 0; closed < depth; closed++) if (tokenKinds[index++] !== Token.RightParenthesis) return undefined;
  if (tokenKinds[index] !== Token.NewLine && tokenKinds[index] !== Token.Semicolon) return undefined;
  return { start: tokenStarts[0]!, end: tokenEnds[index - 1]! };
}

function statement(): void {
  switch (kind) {
    case Token.If:
      endFutureImports();
      return ifStatement();
    case Token.For:
      endFutureImports();
      return forStatement();
    case Token.While:
      endFutureImports();
      return whileStatement();
    case Token.Try:
      endFutureImports();
      return tryStatement();
    case Token.With:
      endFutureImports();
      return withStatement();
    case Token.Def:
      endFutureImports();
      return functionDefinition(currentStart(), false);
    case Token.Class:
      endFutureImports();
      return classDefinition();
    case Token.At:
      endFutureImports();
      return decorated();
    case Token.Async:
      endFutureImports();
      return asyncStatement();
    case Token.Name:
      if (currentValue() === WellKnown.Match && isMatchStatement()) {
        endFutureImports();
        return matchStatement();
      }
  }
  simpleStatements();
}

/** A colon and what follows it: statements on the same line or an indented block. `keyword` is the token's index. */
export function block(what: string, keyword: number): void {
  if (!at(Token.Colon)) unexpected("expected ':'");
  advance();
  if (!at(Token.NewLine)) return simpleStatements();
  advance();
  if (!at(Token.Indent)) {
    unexpected(`expected an indented block after ${what} on line ${lineOfToken(keyword)}`);
  }
  advance();
  while (!at(Token.Dedent)) {
    // The tokenizer closes every block before the end, unless it stopped.
    if (at(Token.EndOfFile) || at(Token.Error)) unexpected();
    statement();
  }
  advance();
}

/** The expression of an `if`, `while` or guard. */
export function condition(): void {
  namedExpression();
  dropCandidates(0);
}

function ifStatement(): void {
  const outer = addGuard(ImportGuard.None);
  let what = "'if' statement";
  do {
    const keyword = position;
    advance();
    const isTypeChecking = isTypeCheckingTest();
    condition();
    setGuard(outer);
    addGuard(isTypeChecking ? ImportGuard.TypeChecking : ImportGuard.Condition);
    block(what, keyword);
    what = "'elif' statement";
  } while (at(Token.Elif));
  setGuard(outer);
  optionalElse();
}

/** Whether the condition is `TYPE_CHECKING` or `typing.TYPE_CHECKING`. */
function isTypeCheckingTest(): boolean {
  if (!at(Token.Name)) return false;
  const index = nextKind() === Token.Dot ? position + 2 : position;
  return tokenValues[index] === WellKnown.TypeChecking && tokenKinds[index + 1] === Token.Colon;
}

/** The `else` of an `if` or a loop, if there is one. */
function optionalElse(): void {
  if (!at(Token.Else)) return;
  const keyword = position;
  advance();
  const outer = addGuard(ImportGuard.Condition);
  block("'else' statement", keyword);
  setGuard(outer);
}

function whileStatement(): void {
  const keyword = position;
  advance();
  condition();
  loopBody("'while' statement", keyword);
}

function forStatement(): void {
  const keyword = position;
  advance();
  const start = currentStart();
  requireAssignable(targetList(), start);
  settleCandidates(0, Role.Store);
  expect(Token.In);
  noteLoopedValues(keyword + 1, position - 1);
  const iterableStart = currentStart();
  const shape = expressionList();
  refuseStar(shape, iterableStart);
  if (isBareUnpacking(shape)) recordFeature(Feature.UnpackingInFor, iterableStart, previousEnd());
  dropCandidates(0);
  loopBody("'for' statement", keyword);
}

function loopBody(what: string, keyword: number): void {
  const outerLoop = enterLoop();
  const outerGuard = addGuard(ImportGuard.Condition);
  const outerBlocks = beginBlocks();
  block(what, keyword);
  noteBlocks(endBlocks(outerBlocks), 1);
  setGuard(outerGuard);
  leaveLoop(outerLoop);
  optionalElse();
}

/** `async def`, `async for` and `async with`. */
function asyncStatement(): void {
  const start = currentStart();
  advance();
  if (at(Token.Def)) return functionDefinition(start, true);
  if (!at(Token.For) && !at(Token.With)) unexpected();
  if (scopeKinds[currentScope] !== ScopeKind.AsyncFunction) {
    deferError(`'async ${at(Token.For) ? 'for' : 'with'}' outside async function`, start, currentStart());
  }
  statement();
}
