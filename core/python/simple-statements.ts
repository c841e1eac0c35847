import { annotation } from './annotations.ts';
import {
  advance,
  at,
  currentStart,
  currentValue,
  deferError,
  expect,
  fail,
  kind,
  nextKind,
  nextValue,
  position,
  previousEnd,
  unexpected,
} from './cursor.ts';
import { expression, expressionList, targetList, yieldOrExpressionList } from './expressions.ts';
import { Feature, recordFeature } from './features.ts';
import { endFutureImports } from './future-imports.ts';
import { fromStatement, importStatement } from './imports.ts';
import { declarations } from './declarations.ts';
import { noteAssignment } from './identity-comparisons.ts';
import { WellKnown } from './interner.ts';
import { breakStatement, continueStatement, returnStatement } from './jumps.ts';
import {
  addScope,
  currentScope,
  dropCandidates,
  endScope,
  enterScope,
  lastCandidate,
  Marker,
  pushMarker,
  pushReference,
  referenceCount,
  Role,
  ScopeKind,
  scopeKinds,
  setRole,
  settleCandidates,
} from './references-recorder.ts';
import { warnOfSyntax } from './syntax-warnings.ts';
import {
  isBareUnpacking,
  noteTarget,
  refuseStar,
  requireAssignable,
  requireDeletable,
  Shape,
  shapeName,
} from './targets.ts';
import { Token, tokenKinds } from './tokens.ts';
import { typeParameters } from './type-parameters.ts';

const HINT = " here. Maybe you meant '==' instead of '='?";

/** Statements on one line, up to the line's end. */
export function simpleStatements(): void {
  for (;;) {
    simpleStatement();
    if (!at(Token.Semicolon)) break;
    advance();
    if (at(Token.NewLine)) break;
  }
  expect(Token.NewLine);
}

function simpleStatement(): void {
  const start = currentStart();
  switch (kind) {
    case Token.From:
      // Only a future import may come before a future import.
      if (nextKind() !== Token.Name || nextValue() !== WellKnown.Future) endFutureImports();
      return fromStatement();
    case Token.String:
    case Token.LeftParenthesis:
      return expressionStatement();
  }
  endFutureImports();
  switch (kind) {
    case Token.Pass:
      return advance();
    case Token.Break:
      advance();
      return breakStatement(start);
    case Token.Continue:
      advance();
      return continueStatement(start);
    case Token.Import:
      return importStatement();
    case Token.Global:
      return declaration(Role.Global);
    case Token.Nonlocal:
      return declaration(Role.Nonlocal);
    case Token.Del:
      return deleteStatement();
    case Token.Return:
      return returning();
    case Token.Raise:
      return raising();
    case Token.Assert:
      return assertion();
    case Token.Name:
      if (currentValue() === WellKnown.Type && nextKind() === Token.Name) return typeStatement();
  }
  expressionStatement();
}

/** Expressions, assignments and annotations. */
function expressionStatement(): void {
  // Of all statements only the docstring may come before a future import.
  const first = position;
  const start = currentStart();
  const shape = yieldOrExpressionList();
  switch (kind) {
    case Token.Assign:
      assignment(shape, start, first);
      break;
    case Token.Colon:
      annotatedAssignment(shape, start, first);
      break;
    case Token.AugmentedAssign:
      augmentedAssignment(shape, start);
      break;
    default:
      refuseStar(shape, start);
      dropCandidates(0);
  }
  if (first > 0 || (shape & Shape.Kind) !== Shape.String) endFutureImports();
}

function assignment(firstShape: number, firstStart: number, firstToken: number): void {
  let value = position;
  let shape = firstShape;
  let start = firstStart;
  while (at(Token.Assign)) {
    requireAssignable(shape, start, HINT);
    settleCandidates(0, Role.Store);
    advance();
    value = position;
    start = currentStart();
    shape = yieldOrExpressionList();
  }
  noteAssignment(firstToken, value);
  refuseStar(shape, start);
  dropCandidates(0);
}

function augmentedAssignment(shape: number, start: number): void {
  const targetKind = shape & Shape.Kind;
  if (targetKind === Shape.Debug) requireAssignable(shape, start);
  if (targetKind === Shape.DebugAttribute) recordFeature(Feature.AugmentedDebug, start, previousEnd());
  else if (targetKind !== Shape.Name && targetKind !== Shape.Attribute && targetKind !== Shape.Subscript) {
    fail(`'${shapeName(shape)}' is an illegal expression for augmented assignment`, start, previousEnd());
  }
  noteTarget(shape, start);
  settleCandidates(0, Role.Augmented);
  advance();
  const valueStart = currentStart();
  const value = yieldOrExpressionList();
  refuseStar(value, valueStart);
  if (isBareUnpacking(value)) recordFeature(Feature.UnpackingInAugmented, valueStart, previousEnd());
  dropCandidates(0);
}

/** `x: annotation = value`; only a bare name without parentheses is declared by it (PEP 526). */
function annotatedAssignment(shape: number, start: number, firstToken: number): void {
  const targetKind = shape & Shape.Kind;
  if (targetKind === Shape.Tuple || targetKind === Shape.List) {
    fail(`only single target (not ${shapeName(shape)}) can be annotated`, start, previousEnd());
  }
  if (targetKind === Shape.Debug || targetKind === Shape.DebugAttribute) requireAssignable(shape, start);
  if (targetKind !== Shape.Name && targetKind !== Shape.Attribute && targetKind !== Shape.Subscript) {
    fail('illegal target for annotation', start, previousEnd());
  }
  noteTarget(shape, start);
  const isParenthesized = (shape & Shape.Parenthesized) !== 0;
  const reference = targetKind === Shape.Name ? lastCandidate() : -1;
  if (reference >= 0) setRole(reference, isParenthesized ? Role.BareAnnotation : Role.Annotated);
  dropCandidates(0);
  advance();
  if (at(Token.Star)) unexpected();
  const scopeKind = scopeKinds[currentScope];
  annotation(false, scopeKind === ScopeKind.Module || scopeKind === ScopeKind.Class);
  if (!at(Token.Assign)) return;
  if (reference >= 0) setRole(reference, isParenthesized ? Role.Store : Role.AnnotatedStore);
  advance();
  const valueStart = currentStart();
  const valueToken = position;
  const value = yieldOrExpressionList();
  noteAssignment(firstToken, valueToken);
  if (at(Token.Assign)) unexpected();
  refuseStar(value, valueStart);
  dropCandidates(0);
}

function declaration(role: Role): void {
  const start = currentStart();
  const reference = referenceCount;
  do {
    advance();
    if (!at(Token.Name)) unexpected();
    pushReference(currentValue(), currentStart(), role);
    advance();
  } while (at(Token.Comma));
  declarations.push({ reference, start, end: previousEnd() });
}

function deleteStatement(): void {
  advance();
  const start = currentStart();
  requireDeletable(targetList(), start);
  settleCandidates(0, Role.Delete);
}

function returning(): void {
  const start = currentStart();
  advance();
  returnStatement(start);
  if (at(Token.NewLine) || at(Token.Semicolon)) return;
  pushMarker(Marker.ReturnValue, start);
  const valueStart = currentStart();
  refuseStar(expressionList(), valueStart);
  dropCandidates(0);
}

function raising(): void {
  advance();
  if (at(Token.NewLine) || at(Token.Semicolon)) return;
  expression();
  if (at(Token.From)) {
    advance();
    expression();
  }
  dropCandidates(0);
}

function assertion(): void {
  const start = currentStart();
  advance();
  const shape = expression();
  const isPair = (shape & Shape.Kind) === Shape.Tuple && tokenKinds[position - 2] !== Token.LeftParenthesis;
  if (isPair) warnOfSyntax('assertion is always true, perhaps remove parentheses?', start, previousEnd());
  if (at(Token.Comma)) {
    advance();
    expression();
  }
  dropCandidates(0);
}

/** `type X[T] = value` (PEP 695). */
function typeStatement(): void {
  const start = currentStart();
  advance();
  const name = currentValue();
  if (name === WellKnown.Debug) deferError('cannot assign to __debug__', currentStart(), currentStart() + 1);
  pushReference(name, currentStart(), Role.Store);
  advance();
  const parametersScope = typeParameters(name);
  const outer = currentScope;
  if (parametersScope >= 0) enterScope(parametersScope);
  const scope = addScope(ScopeKind.TypeAlias, name, start);
  expect(Token.Assign);
  enterScope(scope);
  expression();
  enterScope(outer);
  dropCandidates(0);
  endScope(scope, previousEnd());
  if (parametersScope >= 0) endScope(parametersScope, previousEnd());
  recordFeature(Feature.TypeStatement, start, previousEnd());
}
