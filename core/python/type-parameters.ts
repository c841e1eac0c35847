import {
  advance,
  at,
  currentStart,
  currentValue,
  deferError,
  expect,
  fail,
  kind,
  previousEnd,
  unexpected,
} from './cursor.ts';
import { expression, starExpression } from './expressions.ts';
import { Feature, recordFeature } from './features.ts';
import { WellKnown } from './interner.ts';
import {
  addScope,
  candidateCount,
  dropCandidates,
  endScope,
  enterScope,
  pushReference,
  Role,
  ScopeKind,
} from './references-recorder.ts';
import { Token } from './tokens.ts';

/**
 * Reads `[T: bound = default, *Ts, **P]` (PEP 695, PEP 696), if there is one, into a scope, which it returns or -1.
 * `owner` is the name of the function, class or type alias.
 */
export function typeParameters(owner: number): number {
  if (!at(Token.LeftBracket)) return -1;
  const candidates = candidateCount;
  const start = currentStart();
  const scope = addScope(ScopeKind.TypeParameters, owner, start);
  const outer = enterScope(scope);
  advance();
  let hasDefault = false;
  do {
    hasDefault = typeParameter(hasDefault);
    if (!at(Token.Comma)) break;
    advance();
  } while (!at(Token.RightBracket));
  expect(Token.RightBracket);
  enterScope(outer);
  dropCandidates(candidates);
  recordFeature(Feature.TypeParameters, start, previousEnd());
  return scope;
}

function typeParameter(hadDefault: boolean): boolean {
  const stars = kind;
  if (stars === Token.Star || stars === Token.DoubleStar) advance();
  if (!at(Token.Name)) unexpected();
  const start = currentStart();
  if (currentValue() === WellKnown.Debug) deferError('cannot assign to __debug__', start, start + 1);
  const name = currentValue();
  pushReference(name, start, Role.TypeParameter);
  advance();
  if (at(Token.Colon)) {
    if (stars === Token.Star) fail('cannot use bound with TypeVarTuple', start, currentStart() + 1);
    if (stars === Token.DoubleStar) fail('cannot use bound with ParamSpec', start, currentStart() + 1);
    advance();
    inOwnScope(name, expression);
  }
  if (!at(Token.Assign)) {
    if (hadDefault) {
      deferError('non-default type parameter follows default type parameter', start, previousEnd());
    }
    return false;
  }
  advance();
  inOwnScope(name, stars === Token.Star ? starExpression : expression);
  recordFeature(Feature.TypeParameterDefaults, start, previousEnd());
  return true;
}

/** Bounds and defaults are evaluated when asked for, each in a scope of its own. */
function inOwnScope(parameter: number, read: () => number): void {
  const scope = addScope(ScopeKind.TypeVariable, parameter, currentStart());
  const outer = enterScope(scope);
  read();
  enterScope(outer);
  endScope(scope, previousEnd());
}
