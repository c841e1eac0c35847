import { lineNumber } from './brackets.ts';
import { WellKnown } from './interner.ts';
import { PythonSyntaxError } from './syntax-error.ts';
import { tokenizerError } from './tokenizer.ts';
import { Token, tokenCount, tokenEnds, tokenKinds, tokenStarts, tokenValues } from './tokens.ts';

/** The kind of the token that the parser is at. */
export let kind: Token = Token.EndOfFile;
/** Its index. */
export let position = 0;

let text = '';
let deferred: PythonSyntaxError | undefined;

export function startAtFirstToken(source: string): void {
  text = source;
  position = 0;
  kind = tokenKinds[0];
  deferred = undefined;
}

export function advance(): void {
  kind = tokenKinds[++position];
}

/** Whether the parser is at a token of this kind. */
export function at(expected: Token): boolean {
  return kind === expected;
}

export function nextKind(): number {
  return tokenKinds[position + 1];
}

export function nextValue(): number {
  return tokenValues[position + 1];
}

export function currentStart(): number {
  return tokenStarts[position];
}

export function currentValue(): number {
  return tokenValues[position];
}

export function previousEnd(): number {
  return tokenEnds[position - 1];
}

/** The 1-based number of the line that a token starts on. */
export function lineOfToken(index: number): number {
  return lineNumber(text, tokenStarts[index]);
}

/** The text between two offsets, for what is rare: a slice keeps the whole text alive. */
export function sourceText(start: number, end: number): string {
  return text.slice(start, end);
}

export function expect(expected: Token): void {
  if (kind !== expected) unexpected();
  advance();
}

/** Fails at the current token. */
export function unexpected(message = 'invalid syntax'): never {
  if (kind === Token.Error) throw tokenizerError!;
  const start = tokenStarts[position];
  const end = Math.max(tokenEnds[position], start + 1);
  if (kind === Token.Indent) throw new PythonSyntaxError('unexpected indent', start, end, 'IndentationError');
  if (message.startsWith('expected an indented block'))
    throw new PythonSyntaxError(message, start, end, 'IndentationError');
  throw unclosedBracket() ?? new PythonSyntaxError(oldStatement() ?? message, start, end);
}

export function fail(message: string, start: number, end: number): never {
  throw new PythonSyntaxError(message, start, end);
}

/**
 * What CPython finds only after parsing (in its symbol table or compiler) must not hide an error of the grammar
 * further on: the first of these is thrown at the end.
 */
export function deferError(message: string, start: number, end: number): void {
  deferred ??= new PythonSyntaxError(message, start, end);
}

export function throwDeferredError(): void {
  if (deferred !== undefined) throw deferred;
}

/** A bracket of an earlier line that is never closed explains an error better than the token it shows at. */
function unclosedBracket(): PythonSyntaxError | undefined {
  if (tokenizerError === undefined || !tokenizerError.message.endsWith('was never closed')) return undefined;
  const isEarlier = lineNumber(text, tokenizerError.start) < lineNumber(text, tokenStarts[position]);
  return isEarlier && tokenizerError.start < tokenStarts[position] ? tokenizerError : undefined;
}

/** `print x` and `exec x` were statements of Python 2. */
function oldStatement(): string | undefined {
  if (position === 0 || position >= tokenCount || tokenKinds[position - 1] !== Token.Name) return undefined;
  const name = tokenValues[position - 1];
  if (name !== WellKnown.Print && name !== WellKnown.Exec) return undefined;
  if (kind !== Token.Name && kind !== Token.String && kind !== Token.Number && kind !== Token.FormattedStart) {
    return undefined;
  }
  const call = name === WellKnown.Print ? 'print' : 'exec';
  return `Missing parentheses in call to '${call}'. Did you mean ${call}(...)?`;
}
