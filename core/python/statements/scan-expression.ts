import { Token, tokenEnds, tokenKinds, tokenStarts } from '../tokens.ts';
import { pushEffect } from './effect.ts';
import { scanParameters } from './scan-parameters.ts';

/** A bracket that is open. */
interface Bracket {
  readonly kind: 'call' | 'subscript' | 'display' | 'brace';
  /** The first token of what is called or subscripted, else the bracket's own. */
  readonly first: number;
  /** Whether that is a dotted name. */
  readonly isDotted: boolean;
  readonly index: number;
  /** In braces, the first token of the key or element that is being read; -1 in a value. */
  key: number;
}

const isLiteral = new Uint8Array(128);
for (const token of [Token.Number, Token.String, Token.None, Token.True, Token.False, Token.Ellipsis]) {
  isLiteral[token] = 1;
}

/** Tokens that stand between operands, or begin what is no plain operand. */
const isOperator = new Uint8Array(128);
for (const token of [
  Token.Plus,
  Token.Minus,
  Token.Star,
  Token.DoubleStar,
  Token.Slash,
  Token.At,
  Token.Bar,
  Token.Arithmetic,
  Token.Tilde,
  Token.Comparison,
  Token.In,
  Token.Is,
  Token.Not,
  Token.And,
  Token.Or,
  Token.If,
  Token.For,
  Token.Async,
  Token.Await,
  Token.Yield,
  Token.Walrus,
  Token.FieldStart,
]) {
  isOperator[token] = 1;
}

/** Notes what evaluating the expressions between two tokens (the last one excluded) may do. */
export function scanExpression(from: number, to: number): void {
  const brackets: Bracket[] = [];
  /** The first token of the operand that was read last, while something may still be applied to it. */
  let operand = -1;
  let isDotted = false;

  for (let index = from; index < to; index++) {
    const kind = tokenKinds[index]!;
    const around = brackets.at(-1);
    if (kind === Token.Name) {
      if (around?.kind === 'call' && tokenKinds[index + 1] === Token.Assign && operand < 0) {
        index++;
        continue;
      }
      operand = index;
      isDotted = true;
    } else if (isLiteral[kind] !== 0 || kind === Token.FormattedEnd) {
      operand = index;
      isDotted = false;
    } else if (kind === Token.Dot) {
      index++;
      if (!isDotted) pushEffect('other', tokenStarts[operand]!, tokenEnds[index]!);
      else if (tokenKinds[index + 1] !== Token.Dot) pushEffect('attribute', tokenStarts[operand]!, tokenEnds[index]!);
    } else if (kind === Token.LeftParenthesis || kind === Token.LeftBracket || kind === Token.LeftBrace) {
      const applied = kind === Token.LeftParenthesis ? 'call' : 'subscript';
      const own = kind === Token.LeftBrace ? 'brace' : 'display';
      const isApplied = operand >= 0 && kind !== Token.LeftBrace;
      const first = isApplied ? operand : index;
      brackets.push({ kind: isApplied ? applied : own, first, isDotted, index, key: index + 1 });
      operand = -1;
    } else if (kind === Token.RightParenthesis || kind === Token.RightBracket || kind === Token.RightBrace) {
      const bracket = brackets.pop()!;
      if (bracket.kind === 'brace') noteKey(bracket.key, index);
      noteApplied(bracket, index);
      operand = bracket.first;
      isDotted = false;
    } else if (kind === Token.Comma || kind === Token.Colon) {
      if (around?.kind === 'brace') {
        noteKey(around.key, index);
        around.key = kind === Token.Comma ? index + 1 : -1;
      }
      operand = -1;
    } else if (kind === Token.Lambda) {
      const colon = endOfLambdaParameters(index + 1, to);
      scanParameters(index + 1, colon, false);
      operand = index;
      isDotted = false;
      index = endOfLambda(colon + 1, to) - 1;
    } else if (isOperator[kind] !== 0) {
      if (!isOfLiterals(index, operand >= 0)) pushEffect('other', tokenStarts[index]!, tokenEnds[index]!);
      operand = -1;
    } else operand = -1;
  }
}

function noteApplied({ kind, first, isDotted, index }: Bracket, close: number): void {
  if (kind !== 'call' && kind !== 'subscript') return;
  const [start, end] = [tokenStarts[first]!, tokenEnds[close]!];
  if (isDotted) pushEffect(kind, start, end, tokenEnds[index - 1]);
  else pushEffect('other', start, end);
}

/** A key that is anything but literals, or a tuple of them. */
function noteKey(from: number, to: number): void {
  if (from < 0 || from >= to) return;
  for (let index = from; index < to; index++) {
    const kind = tokenKinds[index]!;
    if (isLiteral[kind] !== 0 || kind === Token.Comma) continue;
    if (kind === Token.LeftParenthesis || kind === Token.RightParenthesis) continue;
    return pushEffect('key', tokenStarts[from]!, tokenEnds[to - 1]!);
  }
}

/** Whether an operator only has literals beside it for which it is defined and cheap. */
function isOfLiterals(index: number, isBinary: boolean): boolean {
  const kind = tokenKinds[index]!;
  const right = tokenKinds[index + 1]!;
  if (!isBinary) return (kind === Token.Minus || kind === Token.Plus) && right === Token.Number;
  const left = tokenKinds[index - 1]!;
  if (kind === Token.Plus) return left === right && (left === Token.Number || left === Token.String);
  if (kind !== Token.Minus && kind !== Token.Star && kind !== Token.Bar) return false;
  if (left === Token.Number && right === Token.Number) return true;
  // "-" * 70, as long as it is not a gigabyte.
  return kind === Token.Star && left === Token.String && right === Token.Number && lengthOf(index + 1) < 5;
}

const lengthOf = (index: number): number => tokenEnds[index]! - tokenStarts[index]!;

const ends = new Uint8Array(128);
for (const token of [
  Token.Comma,
  Token.RightParenthesis,
  Token.RightBracket,
  Token.RightBrace,
  Token.NewLine,
  Token.Semicolon,
  Token.For,
  Token.Assign,
  Token.Colon,
  Token.FieldEnd,
  Token.Conversion,
  Token.FormatSpec,
  Token.EndOfFile,
]) {
  ends[token] = 1;
}

const isOpening = (kind: number): boolean =>
  kind === Token.LeftParenthesis || kind === Token.LeftBracket || kind === Token.LeftBrace;

const isClosing = (kind: number): boolean =>
  kind === Token.RightParenthesis || kind === Token.RightBracket || kind === Token.RightBrace;

/** The colon of a lambda whose parameters begin at `index`; defaults may hold lambdas, and dicts in brackets. */
function endOfLambdaParameters(index: number, to: number): number {
  let [depth, lambdas] = [0, 0];
  for (; index < to; index++) {
    const kind = tokenKinds[index]!;
    if (isOpening(kind)) depth++;
    else if (isClosing(kind)) depth--;
    else if (kind === Token.Lambda && depth === 0) lambdas++;
    else if (kind === Token.Colon && depth === 0 && lambdas-- === 0) return index;
  }
  return to;
}

/** Where the body of a lambda ends, which is not evaluated now. */
function endOfLambda(index: number, to: number): number {
  let [depth, lambdas] = [0, 0];
  for (; index < to; index++) {
    const kind = tokenKinds[index]!;
    if (depth === 0 && ends[kind] !== 0) {
      if (kind !== Token.Colon || lambdas-- === 0) return index;
    } else if (isOpening(kind)) depth++;
    else if (isClosing(kind)) depth--;
    else if (kind === Token.Lambda && depth === 0) lambdas++;
  }
  return to;
}
