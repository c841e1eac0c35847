import { annotation } from './annotations.ts';
import { callArguments } from './call-arguments.ts';
import {
  advance,
  at,
  currentStart,
  currentValue,
  deferError,
  expect,
  position,
  previousEnd,
  unexpected,
} from './cursor.ts';
import { namedExpression } from './expressions.ts';
import { ImportGuard } from './import-guard.ts';
import { Feature, recordFeature } from './features.ts';
import { addGuard, changeFunctionDepth, setGuard } from './imports.ts';
import { WellKnown } from './interner.ts';
import { enterBody, leaveBody } from './jumps.ts';
import { functionParameters } from './parameters.ts';
import {
  addScope,
  currentScope,
  dropCandidates,
  endScope,
  enterClass,
  enterGenericHead,
  enterScope,
  NO_NAME,
  pushReference,
  Role,
  ScopeKind,
} from './references-recorder.ts';
import { block } from './statements.ts';
import { Token, tokenKinds } from './tokens.ts';
import { typeParameters } from './type-parameters.ts';

/** Decorators and the definition they decorate. */
export function decorated(): void {
  while (at(Token.At)) {
    advance();
    const [first, start] = [position, currentStart()];
    namedExpression();
    dropCandidates(0);
    if (!isOldDecorator(first)) recordFeature(Feature.Decorators, start, previousEnd());
    expect(Token.NewLine);
  }
  const start = currentStart();
  if (at(Token.Class)) classDefinition();
  else if (at(Token.Def)) functionDefinition(start, false);
  else if (at(Token.Async)) {
    advance();
    if (!at(Token.Def)) unexpected();
    functionDefinition(start, true);
  } else unexpected();
}

/** Until 3.8 a decorator was a dotted name, which may be called once. `first` is the index of its first token. */
function isOldDecorator(first: number): boolean {
  let index = first;
  while (tokenKinds[index] === Token.Name && tokenKinds[index + 1] === Token.Dot) index += 2;
  if (tokenKinds[index++] !== Token.Name) return false;
  if (tokenKinds[index] === Token.LeftParenthesis) index = matchingParenthesis(index) + 1;
  return index === position;
}

/** The index of the token that closes the parenthesis at `index`. */
export function matchingParenthesis(index: number): number {
  for (let depth = 0; ; index++) {
    const token = tokenKinds[index];
    if (token === Token.LeftParenthesis) depth++;
    else if (token === Token.RightParenthesis && --depth === 0) return index;
    else if (token === Token.EndOfFile || token === Token.Error) return index;
  }
}

/** At `def`; `start` is there or at `async`. */
export function functionDefinition(start: number, isAsync: boolean): void {
  const keyword = position;
  advance();
  const name = definedName();
  const outer = currentScope;
  const parametersScope = typeParameters(name);
  if (parametersScope >= 0) enterScope(parametersScope);
  const scope = addScope(isAsync ? ScopeKind.AsyncFunction : ScopeKind.Function, name, start);
  enterScope(outer);
  expect(Token.LeftParenthesis);
  functionParameters(scope, parametersScope >= 0 ? parametersScope : outer);
  if (at(Token.Arrow)) {
    advance();
    if (at(Token.Star)) unexpected();
    if (parametersScope >= 0) enterScope(parametersScope);
    annotation(false, true, scope);
  }
  enterScope(scope);
  const outerGuard = addGuard(ImportGuard.Function);
  const outerBody = enterBody();
  changeFunctionDepth(1);
  block('function definition', keyword);
  changeFunctionDepth(-1);
  leaveBody(outerBody, start);
  setGuard(outerGuard);
  leave(outer, scope, parametersScope);
}

export function classDefinition(): void {
  const [keyword, start] = [position, currentStart()];
  advance();
  const name = definedName();
  const outer = currentScope;
  const isGeneric = at(Token.LeftBracket);
  const outerOfHead = isGeneric ? enterGenericHead(name) : NO_NAME;
  const parametersScope = typeParameters(name);
  if (isGeneric) enterScope(parametersScope);
  const scope = addScope(ScopeKind.Class, name, start);
  if (at(Token.LeftParenthesis)) callArguments(true);
  dropCandidates(0);
  enterScope(scope);
  const outerOfBody = enterClass(name);
  const outerBody = enterBody();
  block('class definition', keyword);
  leaveBody(outerBody, start);
  enterClass(isGeneric ? outerOfHead : outerOfBody);
  leave(outer, scope, parametersScope);
}

function definedName(): number {
  if (!at(Token.Name)) unexpected();
  const name = currentValue();
  const start = currentStart();
  if (name === WellKnown.Debug) deferError('cannot assign to __debug__', start, start + '__debug__'.length);
  pushReference(name, start, Role.Definition);
  advance();
  return name;
}

function leave(outer: number, scope: number, parametersScope: number): void {
  enterScope(outer);
  endScope(scope, previousEnd());
  if (parametersScope >= 0) endScope(parametersScope, previousEnd());
}
