import { advance, at, currentStart, currentValue, deferError, expect, position, previousEnd } from './cursor.ts';
import { starNamedExpression } from './expressions.ts';
import { ImportGuard } from './import-guard.ts';
import { Feature, recordFeature } from './features.ts';
import { addGuard, setGuard } from './imports.ts';
import { WellKnown } from './interner.ts';
import { casePatterns } from './patterns.ts';
import { dropCandidates } from './references-recorder.ts';
import { block, condition } from './statements.ts';
import { refuseStar } from './targets.ts';
import { Token, tokenKinds, tokenValues } from './tokens.ts';

/**
 * Whether the name `match` that the parser is at begins a match statement: the line ends with a colon, and an indented
 * `case` follows. No expression statement looks like that.
 */
export function isMatchStatement(): boolean {
  const next = tokenKinds[position + 1];
  if (next === Token.Dot || next === Token.Assign || next === Token.Comma || next === Token.NewLine) return false;
  let index = position + 1;
  while (tokenKinds[index] !== Token.NewLine) {
    if (tokenKinds[index] === Token.EndOfFile || tokenKinds[index] === Token.Error) return false;
    index++;
  }
  return (
    index > position + 2 &&
    tokenKinds[index - 1] === Token.Colon &&
    tokenKinds[index + 1] === Token.Indent &&
    tokenKinds[index + 2] === Token.Name &&
    tokenValues[index + 2] === WellKnown.Case
  );
}

export function matchStatement(): void {
  const start = currentStart();
  advance();
  recordFeature(Feature.Match, start, previousEnd());
  subject();
  expect(Token.Colon);
  expect(Token.NewLine);
  expect(Token.Indent);
  const outer = addGuard(ImportGuard.Condition);
  while (at(Token.Name) && currentValue() === WellKnown.Case) caseBlock();
  setGuard(outer);
  expect(Token.Dedent);
}

/** One expression that may be named, or a tuple without parentheses. */
function subject(): void {
  const start = currentStart();
  const first = starNamedExpression();
  if (!at(Token.Comma)) refuseStar(first, start);
  else {
    advance();
    while (!at(Token.Colon)) {
      starNamedExpression();
      if (!at(Token.Comma)) break;
      advance();
    }
  }
  dropCandidates(0);
}

function caseBlock(): void {
  const [keyword, start] = [position, currentStart()];
  advance();
  const catchesAll = casePatterns();
  const hasGuard = at(Token.If);
  if (hasGuard) {
    advance();
    condition();
  }
  block("'case' statement", keyword);
  if (catchesAll && !hasGuard && at(Token.Name) && currentValue() === WellKnown.Case) {
    deferError('wildcard or name capture makes remaining patterns unreachable', start, start + 'case'.length);
  }
}
