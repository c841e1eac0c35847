import type { Range } from '../facts.ts';
import { hasFutureAnnotations } from '../future-imports.ts';
import { matchingParenthesis } from '../definitions.ts';
import { nameOf } from '../interner.ts';
import { StringFlag, Token, tokenEnds, tokenKinds, tokenStarts, tokenValues } from '../tokens.ts';
import { effects, pushEffect } from './effect.ts';
import { refusedSlots } from './refused-slots.ts';
import { scanExpression } from './scan-expression.ts';
import { scanParameters } from './scan-parameters.ts';
import { isScriptGuard } from './script-guard.ts';
import { endOfBlock, endOfLine, lastBefore } from './statement-ends.ts';

/** What a statement at the top of a module is, as far as it matters for leaving it out. */
export type StatementKind =
  | 'import'
  | 'function'
  | 'class'
  /** Values for plain names: `a = b = 1`, `a: int = 1`. */
  | 'assignment'
  /** `a.b = value`, `a[key] = value`: changes what a name stands for. */
  | 'store'
  /** Strings, `pass`, `...`. */
  | 'inert'
  /** `if __name__ == '__main__':` without `else`, which only runs as the program's own file. */
  | 'script'
  /** Runs whenever the module does. */
  | 'other';

/** Whether statements of a kind may run without binding what they bind. */
export const mayNotBind = (kind: StatementKind): boolean => kind === 'other' || kind === 'script';

/** A statement at the top of a module; a line with several is one. */
export interface ScannedStatement extends Range {
  readonly kind: StatementKind;
  /** Index into `effects` of its first one. */
  readonly firstEffect: number;
}

/** The statements of the text that was parsed last, and, in `effects`, what they may do when they run. */
export function scanStatements(): ScannedStatement[] {
  effects.length = 0;
  const found: ScannedStatement[] = [];
  let index = 0;
  while (tokenKinds[index] !== Token.EndOfFile) {
    const [first, firstEffect] = [index, effects.length];
    const [kind, next] = statement(index, false);
    index = next;
    found.push({ kind, start: tokenStarts[first]!, end: tokenEnds[lastBefore(next)]!, firstEffect });
  }
  return found;
}

type Scanned = readonly [kind: StatementKind, next: number];

function statement(first: number, isInClass: boolean): Scanned {
  let index = first;
  while (tokenKinds[index] === Token.At) {
    const end = endOfLine(index);
    scanExpression(index + 1, end);
    pushEffect('decorator', tokenStarts[index + 1]!, tokenEnds[end - 1]!);
    index = end + 1;
  }
  if (tokenKinds[index] === Token.Async && tokenKinds[index + 1] === Token.Def) index++;
  if (tokenKinds[index] === Token.Def) return ['function', functionDefinition(index)];
  if (tokenKinds[index] === Token.Class) return ['class', classDefinition(index)];
  const end = endOfLine(index);
  const last = tokenKinds[end - 1];
  // `if x: pass` is on one line, but no less a block.
  if (last === Token.Colon || isCompound(tokenKinds[index]!)) {
    pushEffect('other', tokenStarts[index]!, tokenEnds[end - 1]!);
    const next = endOfClauses(index);
    return [next === endOfBlock(index) && isScriptGuard(index) ? 'script' : 'other', next];
  }
  return [simpleStatement(index, end, isInClass), end + 1];
}

const isCompound = (kind: number): boolean =>
  kind === Token.If ||
  kind === Token.For ||
  kind === Token.While ||
  kind === Token.Try ||
  kind === Token.With ||
  kind === Token.Async;

function endOfClauses(index: number): number {
  for (;;) {
    index = endOfBlock(index);
    const kind = tokenKinds[index];
    const goesOn = kind === Token.Elif || kind === Token.Else || kind === Token.Except || kind === Token.Finally;
    if (!goesOn) return index;
  }
}

/** The bracket that closes the one at `index`. */
function matchingBracket(index: number): number {
  for (let depth = 0; ; index++) {
    const kind = tokenKinds[index]!;
    if (kind === Token.LeftBracket) depth++;
    else if (kind === Token.RightBracket && --depth === 0) return index;
  }
}

/** Behind the name of a definition and its type parameters, which are evaluated when somebody asks (PEP 695). */
function afterName(index: number): number {
  return tokenKinds[index + 2] === Token.LeftBracket ? matchingBracket(index + 2) + 1 : index + 2;
}

function functionDefinition(keyword: number): number {
  const open = afterName(keyword);
  const close = matchingParenthesis(open);
  scanParameters(open + 1, close, true);
  if (tokenKinds[close + 1] === Token.Arrow && !hasFutureAnnotations()) {
    let colon = close + 2;
    for (let depth = 0; tokenKinds[colon] !== Token.Colon || depth > 0; colon++) depth += nesting(tokenKinds[colon]!);
    scanExpression(close + 2, colon);
  }
  return endOfBlock(keyword);
}

function nesting(kind: number): number {
  if (kind === Token.LeftParenthesis || kind === Token.LeftBracket || kind === Token.LeftBrace) return 1;
  return kind === Token.RightParenthesis || kind === Token.RightBracket || kind === Token.RightBrace ? -1 : 0;
}

function classDefinition(keyword: number): number {
  let index = afterName(keyword);
  const isGeneric = tokenKinds[keyword + 2] === Token.LeftBracket;
  if (tokenKinds[index] === Token.LeftParenthesis) {
    const close = matchingParenthesis(index);
    scanExpression(index + 1, close);
    for (const [from, to] of commaSeparated(index + 1, close)) {
      const kind = tokenKinds[from + 1] === Token.Assign ? 'keyword' : 'base';
      const isRefused = kind === 'base' && isGeneric && mayComeBeforeGeneric(from, to);
      pushEffect(isRefused ? 'other' : kind, tokenStarts[from]!, tokenEnds[to - 1]!);
    }
    index = close + 1;
  }
  const end = endOfBlock(keyword);
  const isBlock = tokenKinds[index + 1] === Token.NewLine;
  index += isBlock ? 3 : 1;
  if (!isBlock) return statement(index, true)[1];
  const starts: number[] = [];
  while (tokenKinds[index] !== Token.Dedent) {
    starts.push(index);
    [, index] = statement(index, true);
  }
  const refused = refusedSlots(starts);
  if (refused !== undefined) pushEffect('other', tokenStarts[refused]!, tokenEnds[endOfLine(refused) - 1]!);
  return end;
}

/** Whether a class with type parameters cannot have a base: `object`, before `Generic`, which comes last, or another `Generic`. */
function mayComeBeforeGeneric(from: number, to: number): boolean {
  const isObject = tokenKinds[from] === Token.Name && nameOf(tokenValues[from]!) === 'object';
  return isObject || tokenKinds[to - 1] === Token.RightBracket;
}

function* commaSeparated(from: number, to: number): Generator<readonly [from: number, to: number]> {
  let begin = from;
  for (let [index, depth] = [from, 0]; index <= to; index++) {
    if (index === to || (tokenKinds[index] === Token.Comma && depth === 0)) {
      if (index > begin) yield [begin, index];
      begin = index + 1;
    } else depth += nesting(tokenKinds[index]!);
  }
}

function simpleStatement(first: number, end: number, isInClass: boolean): StatementKind {
  const other = (): StatementKind => {
    pushEffect('other', tokenStarts[first]!, tokenEnds[end - 1]!);
    return 'other';
  };
  let depth = 0;
  /** Tokens after which a value or an annotation begins. */
  const assigns: number[] = [];
  let colon = -1;
  let isInLambda = false;
  for (let index = first; index < end; index++) {
    const kind = tokenKinds[index]!;
    depth += nesting(kind);
    if (depth > 0) continue;
    if (kind === Token.Semicolon) return other();
    // Nothing is assigned to what follows a lambda without parentheses.
    isInLambda ||= kind === Token.Lambda;
    if (isInLambda) continue;
    if (kind === Token.Assign) assigns.push(index);
    if (kind === Token.Colon && colon < 0 && assigns.length === 0) colon = index;
  }
  const kind = tokenKinds[first]!;
  if (kind === Token.Import || kind === Token.From) return isInClass ? other() : 'import';
  if (end === first + 1 && (kind === Token.Pass || kind === Token.Ellipsis || kind === Token.Number)) return 'inert';
  if (isStrings(first, end)) return 'inert';
  if (kind !== Token.Name) return other();
  if (!isInClass && colon < 0 && assigns.length === 1 && isStore(first, assigns[0]!)) {
    pushEffect('other', tokenStarts[first]!, tokenEnds[end - 1]!);
    return 'store';
  }
  if (colon === first + 1) {
    if (!hasFutureAnnotations()) scanExpression(colon + 1, assigns[0] ?? end);
  } else if (colon >= 0 || assigns.length === 0) return other();
  else if (assigns.some((assign, at) => assign !== first + 2 * at + 1 || tokenKinds[assign - 1] !== Token.Name))
    return other();
  if (assigns.length > 1 && colon >= 0) return other();
  const value = (assigns.at(-1) ?? end) + 1;
  if (value < end) {
    scanExpression(value, end);
    if (isInClass && mayHaveSetName(value, end)) pushEffect('class-value', tokenStarts[value]!, tokenEnds[end - 1]!);
  }
  return 'assignment';
}

/** Whether an attribute or an item of a name stands between two tokens. */
function isStore(first: number, assign: number): boolean {
  if (tokenKinds[first + 1] === Token.Dot) return assign === first + 3;
  return tokenKinds[first + 1] === Token.LeftBracket && matchingBracket(first + 1) === assign - 1;
}

function isStrings(from: number, to: number): boolean {
  for (let index = from; index < to; index++) {
    if (tokenKinds[index] !== Token.String || (tokenValues[index]! & StringFlag.Template) !== 0) return false;
  }
  return true;
}

/** Whether a value may be more than a literal, a display, or a function. */
function mayHaveSetName(from: number, to: number): boolean {
  const kind = tokenKinds[from]!;
  if (kind === Token.LeftParenthesis) {
    let depth = 0;
    for (let index = from; index < to; index++) {
      depth += nesting(tokenKinds[index]!);
      if (depth === 1 && tokenKinds[index] === Token.Comma) return false;
    }
    return to > from + 2;
  }
  const isPlain =
    kind === Token.Number ||
    kind === Token.String ||
    kind === Token.None ||
    kind === Token.True ||
    kind === Token.False ||
    kind === Token.Ellipsis ||
    kind === Token.Minus ||
    kind === Token.Lambda ||
    kind === Token.LeftBracket ||
    kind === Token.LeftBrace ||
    kind === Token.FormattedStart;
  return !isPlain;
}
