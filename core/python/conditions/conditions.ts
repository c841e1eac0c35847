import type { Range } from '../facts.ts';
import { type References, references } from '../references.ts';
import { Token, tokenEnds, tokenKinds, tokenStarts } from '../tokens.ts';
import { conditionalTokens } from './conditional-expressions.ts';
import { readTest } from './read-test.ts';
import type { TestExpression } from './test-expression.ts';

/** `if`, `elif`, `while` or `else` with its block; the range ends with the block's last token. */
export interface Clause extends Range {
  /** `undefined` for `else`. */
  readonly test: TestExpression | undefined;
  /** Offset of the colon. */
  readonly colon: number;
}

/** An `if` or `while` statement. */
interface ConditionalStatement extends Range {
  readonly clauses: readonly Clause[];
  readonly neighbours: Neighbours;
}

/** What stands beside a statement. */
export interface Neighbours {
  /** Whether its block, that of a class, function or other statement, has no statement before it. */
  readonly isFirst: boolean;
  /** Likewise none after it. */
  readonly isLast: boolean;
  /** Where the last token before it ends. */
  readonly before: number;
  /** Whether the next statement begins with a string, which must not become a docstring. */
  readonly isBeforeString: boolean;
}

/** `assert` as the only statement of its line. */
interface Assertion extends Omit<ConditionalStatement, 'clauses'> {
  readonly test: TestExpression;
}

/** `body if test else other`: the range goes from the body to the end of the other operand. */
interface ConditionalExpression extends Range {
  readonly test: TestExpression;
  readonly body: Range;
  readonly other: Range;
  /** Whether it begins a statement, where no blank may be put before it. */
  readonly beginsLine: boolean;
}

/** What a text does only under conditions, each kind in source order. */
export interface Conditions {
  readonly references: References;
  readonly statements: readonly ConditionalStatement[];
  readonly assertions: readonly Assertion[];
  readonly expressions: readonly ConditionalExpression[];
  /** Where f-strings stand, fields and all. */
  readonly formattedStrings: readonly Range[];
  /** Offsets of `yield`. */
  readonly yields: readonly number[];
}

/**
 * Finds the conditions in a text, and its references.
 *
 * @throws PythonSyntaxError when no version of Python from 3.8 on compiles the text
 */
export function conditions(text: string): Conditions {
  const found = references(text);
  const statements: ConditionalStatement[] = [];
  const assertions: Assertion[] = [];
  const formattedStrings: Range[] = [];
  const yields: number[] = [];
  let depth = 0;
  for (let index = 0; tokenKinds[index] !== Token.EndOfFile; index++) {
    const kind = tokenKinds[index];
    const isStatement = kind === Token.If || kind === Token.While;
    if (isStatement && beginsStatement(index)) statements.push(readStatement(index));
    else if (kind === Token.Assert && beginsStatement(index)) {
      const assertion = readAssertion(index);
      if (assertion !== undefined) assertions.push(assertion);
    } else if (kind === Token.Yield) yields.push(tokenStarts[index]);
    else if (kind === Token.FormattedStart && depth++ === 0) {
      formattedStrings.push({ start: tokenStarts[index], end: tokenEnds[index] });
    } else if (kind === Token.FormattedEnd && --depth === 0) {
      formattedStrings.push({ start: formattedStrings.pop()!.start, end: tokenEnds[index] });
    }
  }
  const expressions = conditionalTokens.map(({ first, ifToken, elseToken, end }) => ({
    test: readTest(ifToken + 1, elseToken),
    body: rangeOf(first, ifToken),
    other: rangeOf(elseToken + 1, end),
    beginsLine: beginsStatement(first) || tokenKinds[first - 1] === Token.Semicolon,
    start: tokenStarts[first],
    end: tokenEnds[end - 1],
  }));
  return {
    references: found,
    statements,
    assertions,
    formattedStrings,
    yields,
    expressions: expressions.toSorted((a, b) => a.start - b.start || b.end - a.end),
  };
}

const rangeOf = (first: number, end: number): Range => ({ start: tokenStarts[first], end: tokenEnds[end - 1] });

/** Whether a token is the first of a logical line. */
function beginsStatement(index: number): boolean {
  const before = index === 0 ? Token.NewLine : tokenKinds[index - 1];
  return before === Token.NewLine || before === Token.Indent || before === Token.Dedent;
}

/** The index of the first colon outside brackets, but for those of lambdas. */
function colonAfter(index: number): number {
  for (let depth = 0, lambdas = 0; ; index++) {
    switch (tokenKinds[index]) {
      case Token.LeftParenthesis:
      case Token.LeftBracket:
      case Token.LeftBrace:
      case Token.FormattedStart:
        depth++;
        break;
      case Token.RightParenthesis:
      case Token.RightBracket:
      case Token.RightBrace:
      case Token.FormattedEnd:
        depth--;
        break;
      case Token.Lambda:
        if (depth === 0) lambdas++;
        break;
      case Token.Colon:
        if (depth === 0 && lambdas-- === 0) return index;
    }
  }
}

function lineEnd(index: number): number {
  while (tokenKinds[index] !== Token.NewLine) index++;
  return index;
}

/** The token after the block of a clause whose colon is at `colon`. */
function blockEnd(colon: number): number {
  let index = lineEnd(colon) + 1;
  if (tokenKinds[colon + 1] !== Token.NewLine) return index;
  for (let depth = 0; ; index++) {
    if (tokenKinds[index] === Token.Indent) depth++;
    else if (tokenKinds[index] === Token.Dedent && --depth === 0) return index + 1;
  }
}

const isStructure = (kind: number): boolean => kind === Token.NewLine || kind === Token.Dedent || kind === Token.Indent;

/** Where the last token before one ends that is more than the structure of lines. */
function endBefore(index: number): number {
  do index--;
  while (index > 0 && isStructure(tokenKinds[index]));
  return tokenEnds[index];
}

function readStatement(first: number): ConditionalStatement {
  const clauses: Clause[] = [];
  let index = first;
  do {
    const colon = colonAfter(index);
    const end = blockEnd(colon);
    const test = tokenKinds[index] === Token.Else ? undefined : readTest(index + 1, colon);
    clauses.push({ test, colon: tokenStarts[colon], start: tokenStarts[index], end: endBefore(end) });
    index = end;
  } while (tokenKinds[index] === Token.Elif || tokenKinds[index] === Token.Else);
  return { clauses, neighbours: neighboursOf(first, index), start: clauses[0]!.start, end: clauses.at(-1)!.end };
}

/** `end` is the token after the statement. */
function neighboursOf(first: number, end: number): Neighbours {
  return {
    isFirst: first > 0 && tokenKinds[first - 1] === Token.Indent,
    isLast: tokenKinds[end] === Token.Dedent,
    before: first === 0 ? 0 : endBefore(first),
    isBeforeString: tokenKinds[end] === Token.String || tokenKinds[end] === Token.LeftParenthesis,
  };
}

function readAssertion(first: number): Assertion | undefined {
  const end = lineEnd(first);
  let comma = end;
  for (let index = first, depth = 0; index < end; index++) {
    const kind = tokenKinds[index];
    if (kind === Token.Semicolon) return undefined;
    if (kind === Token.LeftParenthesis || kind === Token.LeftBracket || kind === Token.LeftBrace) depth++;
    else if (kind === Token.RightParenthesis || kind === Token.RightBracket || kind === Token.RightBrace) depth--;
    else if (kind === Token.Comma && depth === 0) comma = Math.min(comma, index);
  }
  return { test: readTest(first + 1, comma), neighbours: neighboursOf(first, end + 1), ...rangeOf(first, end) };
}
