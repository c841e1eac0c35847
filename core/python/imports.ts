import {
  advance,
  at,
  currentStart,
  currentValue,
  deferError,
  expect,
  fail,
  previousEnd,
  unexpected,
} from './cursor.ts';
import type { ImportedName, ImportFact } from './facts.ts';
import { Feature, recordFeature } from './features.ts';
import { futureImport } from './future-imports.ts';
import { nameOf, WellKnown } from './interner.ts';
import { currentScope, pushReference, Role } from './references-recorder.ts';
import { Token } from './tokens.ts';

/** Import statements of the text being parsed; the guard of one may still change while the parser is near it. */
export const imports: (ImportFact & { guard: number })[] = [];
/** How many functions each of them is in. */
const importDepths: number[] = [];

/** What guards the statements that are read now: bits of `ImportGuard`. */
let guard = 0;
let functionDepth = 0;

export function clearImports(): void {
  imports.length = importDepths.length = 0;
  guard = functionDepth = 0;
}

/** Adds bits to the guard and returns what it was, for `setGuard`. */
export function addGuard(bits: number): number {
  const outer = guard;
  guard |= bits;
  return outer;
}

export function setGuard(outer: number): void {
  guard = outer;
}

export function changeFunctionDepth(by: number): void {
  functionDepth += by;
}

/** A clause after the body of a `try` shows that imports since the first `count` are guarded, but for those in functions. */
export function guardImportsSince(count: number, bits: number): void {
  for (let index = count; index < imports.length; index++) {
    if (importDepths[index] === functionDepth) imports[index]!.guard |= bits;
  }
}

/** `import a.b as c, d` */
export function importStatement(): void {
  const start = currentStart();
  const names: ImportedName[] = [];
  do {
    advance();
    const nameStart = currentStart();
    const first = currentValue();
    const name = dottedName();
    const alias = optionalAlias();
    if (alias === undefined) bindFirst(first, nameStart, name);
    names.push({ name, alias, start: nameStart, end: previousEnd() });
  } while (at(Token.Comma));
  push(start, 0, undefined, names);
}

/** `from ..a.b import c as d, e` */
export function fromStatement(): void {
  const start = currentStart();
  advance();
  let level = 0;
  for (; at(Token.Dot) || at(Token.Ellipsis); advance()) level += at(Token.Dot) ? 1 : 3;
  const from = at(Token.Name) || level === 0 ? dottedName() : '';
  expect(Token.Import);
  const isFuture = level === 0 && from === '__future__';
  const names: ImportedName[] = [];
  if (at(Token.Star)) names.push(star(isFuture));
  else if (at(Token.LeftParenthesis)) {
    advance();
    do {
      names.push(fromName(isFuture));
      if (!at(Token.Comma)) break;
      advance();
    } while (!at(Token.RightParenthesis));
    expect(Token.RightParenthesis);
  } else {
    for (;;) {
      names.push(fromName(isFuture));
      if (!at(Token.Comma)) break;
      advance();
      if (at(Token.NewLine)) {
        fail('trailing comma not allowed without surrounding parentheses', previousEnd() - 1, previousEnd());
      }
    }
  }
  push(start, level, from, names);
}

function star(isFuture: boolean): ImportedName {
  const start = currentStart();
  if (currentScope !== 0) deferError('import * only allowed at module level', start, start + 1);
  if (isFuture) futureImport('*', start, start + 1);
  advance();
  return { name: '*', alias: undefined, start, end: start + 1 };
}

function fromName(isFuture: boolean): ImportedName {
  if (!at(Token.Name)) unexpected();
  const start = currentStart();
  const id = currentValue();
  const name = nameOf(id);
  advance();
  const alias = optionalAlias();
  if (alias === undefined) bind(id, start);
  if (isFuture) futureImport(name, start, previousEnd());
  return { name, alias, start, end: previousEnd() };
}

function dottedName(): string {
  if (!at(Token.Name)) unexpected();
  let name = nameOf(currentValue());
  advance();
  while (at(Token.Dot)) {
    advance();
    if (!at(Token.Name)) unexpected();
    name += `.${nameOf(currentValue())}`;
    advance();
  }
  return name;
}

function optionalAlias(): string | undefined {
  if (!at(Token.As)) return undefined;
  advance();
  if (!at(Token.Name)) unexpected();
  const id = currentValue();
  bind(id, currentStart());
  advance();
  return nameOf(id);
}

/** `import a.b` binds `a`; 3.8 did not mind when that is `__debug__`. */
function bindFirst(first: number, start: number, name: string): void {
  if (first !== WellKnown.Debug || !name.includes('.')) return bind(first, start);
  recordFeature(Feature.ImportDebug, start, previousEnd());
  pushReference(first, start, Role.Import);
}

function bind(name: number, start: number): void {
  if (name === WellKnown.Debug) deferError('cannot assign to __debug__', start, start + '__debug__'.length);
  pushReference(name, start, Role.Import);
}

function push(start: number, level: number, from: string | undefined, names: ImportedName[]): void {
  imports.push({ start, end: previousEnd(), level, from, names, scope: currentScope, guard });
  importDepths.push(functionDepth);
}
