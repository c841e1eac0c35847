import { annotation } from './annotations.ts';
import { advance, at, currentStart, currentValue, deferError, expect, fail, unexpected } from './cursor.ts';
import { expression } from './expressions.ts';
import { WellKnown } from './interner.ts';
import { candidateCount, dropCandidates, enterScope, pushReference, Role } from './references-recorder.ts';
import { Token } from './tokens.ts';

/** How far a parameter list has come; each stage ends what the ones before it allow. */
const enum Stage {
  Start,
  Positional,
  /** After `/`. */
  AfterSlash,
  /** After `*` alone, which a named parameter must follow. */
  BareStar,
  /** After `*args`, or a named parameter after `*`. */
  KeywordOnly,
  /** After `**kwargs`. */
  Last,
}

/**
 * The parameters of `scope`, up to the closing parenthesis, which is read. Defaults are evaluated in the current
 * scope, annotations in `annotationScope`.
 */
export function functionParameters(scope: number, annotationScope: number): void {
  parameters(scope, annotationScope, Token.RightParenthesis);
  expect(Token.RightParenthesis);
}

/** The parameters of a lambda, up to its colon. */
export function lambdaParameters(scope: number): void {
  parameters(scope, -1, Token.Colon);
}

function parameters(scope: number, annotationScope: number, end: Token): void {
  const candidates = candidateCount;
  let stage: Stage = Stage.Start;
  let hasDefault = false;
  while (!at(end)) {
    if (stage === Stage.Last) fail('arguments cannot follow var-keyword argument', currentStart(), currentStart() + 1);
    if (at(Token.Slash)) {
      if (stage !== Stage.Positional) unexpected(slashMessage(stage));
      advance();
      stage = Stage.AfterSlash;
    } else if (at(Token.Star)) {
      if (stage >= Stage.BareStar) unexpected('* argument may appear only once');
      stage = star(scope, annotationScope);
    } else if (at(Token.DoubleStar)) {
      if (stage === Stage.BareStar) unexpected('named arguments must follow bare *');
      advance();
      parameter(scope, annotationScope, false);
      if (at(Token.Assign)) unexpected('var-keyword argument cannot have default value');
      stage = Stage.Last;
    } else {
      const start = currentStart();
      parameter(scope, annotationScope, false);
      if (stage === Stage.Start) stage = Stage.Positional;
      else if (stage === Stage.BareStar) stage = Stage.KeywordOnly;
      if (at(Token.Assign)) {
        advance();
        expression();
        hasDefault = true;
      } else if (hasDefault && stage < Stage.BareStar) {
        fail('parameter without a default follows parameter with a default', start, start + 1);
      }
    }
    if (at(Token.Comma)) advance();
    else if (!at(end)) unexpected();
  }
  if (stage === Stage.BareStar) unexpected('named arguments must follow bare *');
  dropCandidates(candidates);
}

function slashMessage(stage: Stage): string {
  if (stage === Stage.Start) return 'at least one argument must precede /';
  return stage === Stage.AfterSlash ? '/ may appear only once' : '/ must be ahead of *';
}

function star(scope: number, annotationScope: number): Stage {
  advance();
  if (at(Token.Comma)) return Stage.BareStar;
  parameter(scope, annotationScope, true);
  if (at(Token.Assign)) unexpected('var-positional argument cannot have default value');
  return Stage.KeywordOnly;
}

/** A name and its annotation. Only that of `*args` may be starred (PEP 646). */
function parameter(scope: number, annotationScope: number, isStarred: boolean): void {
  if (!at(Token.Name)) unexpected();
  const start = currentStart();
  if (currentValue() === WellKnown.Debug) {
    deferError('cannot assign to __debug__', start, start + '__debug__'.length);
  }
  const outer = enterScope(scope);
  pushReference(currentValue(), start, Role.Parameter);
  enterScope(outer);
  advance();
  if (!at(Token.Colon) || annotationScope < 0) return;
  advance();
  if (at(Token.Star) && !isStarred) unexpected();
  enterScope(annotationScope);
  annotation(true, true, scope);
  enterScope(outer);
}
