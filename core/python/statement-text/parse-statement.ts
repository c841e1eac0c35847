import {
  advance,
  currentStart,
  currentValue,
  expect,
  kind,
  nextKind,
  position,
  sourceText,
  startAtFirstToken,
} from '../cursor.ts';
import { clearFeatures } from '../features.ts';
import type { Expression } from '../expression-text/expression-tree.ts';
import { parseExpression, parseExpressionList } from '../expression-text/parse-expression.ts';
import { nameOf } from '../interner.ts';
import { tokenize } from '../tokenizer.ts';
import { Token, tokenEnds, tokenKinds } from '../tokens.ts';
import { parseClass, parseFunction } from './parse-definition.ts';
import type { OtherStatement, Statement } from './statement-tree.ts';

/** Whether the bodies of functions are left out. */
let leavesBodies = false;

/**
 * Parses the text of a statement that stands at the top of a module, which is known to be valid.
 * @param withoutBodies whether functions come without what is in them, for who only defines them
 * @returns several for a line with semicolons
 */
export function parseStatements(text: string, withoutBodies = false): Statement[] {
  leavesBodies = withoutBodies;
  clearFeatures();
  tokenize(text);
  startAtFirstToken(text);
  const statements: Statement[] = [];
  while (kind !== Token.EndOfFile) statements.push(...parseStatement());
  return statements;
}

/** Parses the statements of a block, from the colon before it. */
export function parseBlock(): Statement[] {
  expect(Token.Colon);
  if (kind !== Token.NewLine) return parseLine();
  advance();
  expect(Token.Indent);
  const statements: Statement[] = [];
  while (kind !== (Token.Dedent as Token)) statements.push(...parseStatement());
  advance();
  return statements;
}

/** Parses the body of a function, from the colon before it. */
export function parseBody(): Statement[] {
  if (!leavesBodies) return parseBlock();
  while (kind !== Token.NewLine) advance();
  if (nextKind() !== Token.Indent) {
    advance();
    return [];
  }
  let depth = 0;
  do {
    advance();
    if (kind === (Token.Indent as Token)) depth++;
    else if (kind === (Token.Dedent as Token)) depth--;
  } while (depth > 0);
  advance();
  return [];
}

function parseStatement(): Statement[] {
  const decorators: Expression[] = [];
  while (kind === Token.At) {
    advance();
    decorators.push(parseExpression());
    expect(Token.NewLine);
  }
  const isAsync = kind === Token.Async && nextKind() === Token.Def;
  if (isAsync) advance();
  switch (kind) {
    case Token.Def:
      return [parseFunction(decorators, isAsync)];
    case Token.Class:
      return [parseClass(decorators)];
    case Token.If:
      return [parseIf()];
    case Token.For:
    case Token.While:
    case Token.Try:
    case Token.With:
    case Token.Async:
      return [skipStatement()];
  }
  return parseLine();
}

function parseIf(): Statement {
  advance();
  const test = parseExpressionOrWalrus();
  const body = parseBlock();
  if (kind === Token.Elif) return { type: 'if', test, body, otherwise: [parseIf()] };
  if (kind !== Token.Else) return { type: 'if', test, body, otherwise: [] };
  advance();
  return { type: 'if', test, body, otherwise: parseBlock() };
}

function parseExpressionOrWalrus(): Expression {
  const target = parseExpression();
  if (kind !== Token.Walrus) return target;
  advance();
  return { type: 'walrus', target, value: parseExpression() };
}

/** The simple statements of a line. */
function parseLine(): Statement[] {
  const statements: Statement[] = [];
  while (kind !== Token.NewLine) {
    const statement = parseSimple();
    statements.push(statement);
    if (statement.type === 'other') return statements;
    if (kind === Token.Semicolon) advance();
    else if (kind !== (Token.NewLine as Token)) return [skipStatement()];
  }
  advance();
  return statements;
}

function parseSimple(): Statement {
  switch (kind) {
    case Token.Pass:
      advance();
      return { type: 'pass' };
    case Token.Return:
      advance();
      return { type: 'return', value: endsSimple() ? undefined : parseExpressionList() };
    case Token.Raise:
      while (!endsSimple()) advance();
      return { type: 'raise' };
    case Token.Name:
      if (isStatementWord()) return skipStatement();
      return parseAssignment();
    case Token.String:
    case Token.FormattedStart:
    case Token.Number:
    case Token.LeftParenthesis:
    case Token.LeftBracket:
    case Token.LeftBrace:
    case Token.Ellipsis:
    case Token.None:
      return parseAssignment();
  }
  return skipStatement();
}

/** Whether a name begins a statement of its own (`match x:`, `type X = ...`): no name follows one in an expression. */
function isStatementWord(): boolean {
  const word = nameOf(currentValue());
  if (word !== 'match' && word !== 'type') return false;
  let index = position;
  while (tokenKinds[index] !== Token.NewLine && tokenKinds[index] !== Token.EndOfFile) index++;
  return tokenKinds[index - 1] === Token.Colon || nextKind() === Token.Name;
}

function endsSimple(): boolean {
  return kind === Token.NewLine || kind === Token.Semicolon;
}

function parseAssignment(): Statement {
  const first = parseExpressionList();
  if (kind === Token.Colon) {
    advance();
    const annotation = parseExpression();
    if (kind !== (Token.Assign as Token)) return { type: 'annotation', target: first, annotation };
    advance();
    return { type: 'assignment', targets: [first], annotation, value: parseExpressionList() };
  }
  const all = [first];
  while (kind === Token.Assign) {
    advance();
    all.push(parseExpressionList());
  }
  if (!endsSimple()) return skipStatement();
  const value = all.pop()!;
  if (all.length === 0) return { type: 'expression', value };
  return { type: 'assignment', targets: all, annotation: undefined, value };
}

/** Goes on behind a statement with all of its clauses, from any token of its first line. */
function skipStatement(): OtherStatement {
  const word = sourceText(currentStart(), tokenEnds[position]!);
  const names = new Set<string>();
  do {
    for (let depth = 0; ; advance()) {
      if (kind === Token.Name) names.add(nameOf(currentValue()));
      else if (kind === Token.Indent) depth++;
      else if (kind === Token.Dedent) depth--;
      const isEnd = kind === Token.NewLine && nextKind() !== Token.Indent;
      if (kind === Token.EndOfFile || (depth === 0 && (isEnd || kind === Token.Dedent))) break;
    }
    if (kind !== Token.EndOfFile) advance();
  } while (kind === Token.Elif || kind === Token.Else || kind === Token.Except || kind === Token.Finally);
  return { type: 'other', word, names: [...names] };
}
