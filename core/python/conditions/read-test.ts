import { sourceText } from '../cursor.ts';
import { nameOf } from '../interner.ts';
import { StringFlag, Token, tokenEnds, tokenKinds, tokenStarts, tokenValues } from '../tokens.ts';
import type { Constant, TestExpression } from './test-expression.ts';

const opens = new Uint8Array(128);
const closes = new Uint8Array(128);
for (const token of [Token.LeftParenthesis, Token.LeftBracket, Token.LeftBrace, Token.FormattedStart]) opens[token] = 1;
for (const token of [Token.RightParenthesis, Token.RightBracket, Token.RightBrace, Token.FormattedEnd]) {
  closes[token] = 1;
}

/** Makes the expression of the tokens from one up to another, of the text that was parsed last. */
export function readTest(from: number, to: number): TestExpression {
  const range = { start: tokenStarts[from], end: tokenEnds[to - 1] };
  // A lambda, `:=` and `if` reach as far as they can; what they make is of no interest.
  if (topLevel(from, to, (kind) => kind === Token.Lambda || kind === Token.Walrus || kind === Token.If).length > 0) {
    return { kind: 'unknown', ...range };
  }
  for (const [token, kind] of [
    [Token.Or, 'or'],
    [Token.And, 'and'],
  ] as const) {
    const operators = topLevel(from, to, (each) => each === token);
    if (operators.length > 0) return { kind, operands: operandsBetween(from, to, operators), ...range };
  }
  if (tokenKinds[from] === Token.Not) return { kind: 'not', operand: readTest(from + 1, to), ...range };
  const operators = topLevel(from, to, isComparison);
  return operators.length > 0 ? readComparison(from, to, operators) : readPrimary(from, to);
}

const isComparison = (kind: number): boolean =>
  kind === Token.Comparison || kind === Token.In || kind === Token.Is || kind === Token.Not;

/** The tokens outside brackets and f-strings that pass a test. */
function topLevel(from: number, to: number, passes: (kind: number) => boolean): number[] {
  const found: number[] = [];
  for (let index = from, depth = 0; index < to; index++) {
    const kind = tokenKinds[index]!;
    if (depth === 0 && passes(kind)) found.push(index);
    depth += opens[kind]! - closes[kind]!;
  }
  return found;
}

function operandsBetween(from: number, to: number, operators: readonly number[]): TestExpression[] {
  return [...operators, to].map((end, index) => readTest(index === 0 ? from : operators[index - 1]! + 1, end));
}

/** `not in` and `is not` are two tokens each. */
function readComparison(from: number, to: number, tokens: readonly number[]): TestExpression {
  const operands: TestExpression[] = [];
  const operators: string[] = [];
  let start = from;
  for (const token of tokens) {
    if (token < start) continue;
    operands.push(readPrimary(start, token));
    const isDouble = tokens.includes(token + 1);
    operators.push(isDouble ? (tokenKinds[token] === Token.Is ? 'is not' : 'not in') : textOf(token));
    start = token + (isDouble ? 2 : 1);
  }
  operands.push(readPrimary(start, to));
  return { kind: 'comparison', operands, operators, start: tokenStarts[from], end: tokenEnds[to - 1] };
}

const textOf = (token: number): string => sourceText(tokenStarts[token], tokenEnds[token]);

/** A constant, a name with what follows it, or something in parentheses. */
function readPrimary(from: number, to: number): TestExpression {
  const range = { start: tokenStarts[from], end: tokenEnds[to - 1] };
  const value = readConstant(from, to);
  if (value !== undefined) return { kind: 'constant', value, ...range };
  if (tokenKinds[from] === Token.LeftParenthesis && closing(from) === to - 1) return readTest(from + 1, to - 1);
  return tokenKinds[from] === Token.Name ? readTrailers(from, to) : { kind: 'unknown', ...range };
}

function readTrailers(from: number, to: number): TestExpression {
  const [start, end] = [tokenStarts[from], tokenEnds[to - 1]];
  const unknown: TestExpression = { kind: 'unknown', start, end };
  const attributes: string[] = [];
  let index = from + 1;
  for (; tokenKinds[index] === Token.Dot && index < to; index += 2) attributes.push(nameOf(tokenValues[index + 1]));
  const name = nameOf(tokenValues[from]);
  if (index === to) return { kind: 'name', name, attributes, start, end };
  const close = closing(index);
  if (close !== to - 1) return unknown;
  const range = { start, end: tokenEnds[index - 1] };
  if (tokenKinds[index] === Token.LeftBracket) {
    const value: TestExpression = { kind: 'name', name, attributes, ...range };
    return readSubscript(value, index + 1, close, end) ?? unknown;
  }
  const argument = tokenKinds[index] === Token.LeftParenthesis ? readConstant(index + 1, close) : undefined;
  const method = attributes.pop();
  if (argument === undefined || method === undefined) return unknown;
  return { kind: 'call', value: { kind: 'name', name, attributes, ...range }, method, argument, start, end };
}

function readSubscript(value: TestExpression, from: number, to: number, end: number): TestExpression | undefined {
  const { start } = value;
  const colon = from < to && tokenKinds[from] === Token.Colon ? from : from + 1;
  const last = readConstant(colon + 1, to);
  if (tokenKinds[colon] === Token.Colon && typeof last === 'number') {
    return colon === from || textOf(from) === '0' ? { kind: 'slice', value, length: last, start, end } : undefined;
  }
  const index = readConstant(from, to);
  return typeof index === 'number' && index >= 0 ? { kind: 'item', value, index, start, end } : undefined;
}

/** The bracket that closes the one at a token; -1 where it is none. */
function closing(index: number): number {
  if (opens[tokenKinds[index]!] === 0) return -1;
  for (let depth = 0; ; index++) {
    depth += opens[tokenKinds[index]!]! - closes[tokenKinds[index]!]!;
    if (depth === 0) return index;
  }
}

/** The constant that tokens stand for, as far as it can be read off their text. */
function readConstant(from: number, to: number): Constant | undefined {
  const kind = tokenKinds[from];
  if (from >= to) return undefined;
  if (kind === Token.LeftParenthesis || kind === Token.LeftBracket || kind === Token.LeftBrace) {
    return closing(from) === to - 1 ? readItems(from + 1, to - 1, kind === Token.LeftParenthesis) : undefined;
  }
  if (to !== from + 1) return undefined;
  if (kind === Token.True || kind === Token.False) return kind === Token.True;
  if (kind === Token.None) return null;
  const text = textOf(from);
  if (kind === Token.Number) return /^(?:0[xX][\da-fA-F]+|\d+)$/.test(text) ? Number(text) : undefined;
  if (kind !== Token.String || (tokenValues[from] & (StringFlag.Bytes | StringFlag.Formatted)) !== 0) return undefined;
  return /^[rRuU]?(?<quote>"""|'''|["'])(?<body>[^\\]*)\k<quote>$/s.exec(text)?.groups!.body;
}

/** The items of a display; one item in parentheses is no tuple. */
function readItems(from: number, to: number, isParenthesized: boolean): Constant | undefined {
  const commas = topLevel(from, to, (kind) => kind === Token.Comma);
  if (isParenthesized && commas.length === 0) return readConstant(from, to);
  const items = [...commas, to]
    .map((end, index) => [index === 0 ? from : commas[index - 1]! + 1, end] as const)
    .filter(([start, end]) => start < end)
    .map(([start, end]) => readConstant(start, end));
  return items.every((item) => item !== undefined) ? items : undefined;
}
