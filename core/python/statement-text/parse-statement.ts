import { advance, expect, kind, nextKind, position, startAtFirstToken } from '../cursor.ts';
import type { Expression } from '../expression-text/expression-tree.ts';
import { parseNamed } from '../expression-text/parse-expression.ts';
import { clearFeatures } from '../features.ts';
import { nameOf } from '../interner.ts';
import { tokenize } from '../tokenizer.ts';
import { Token, tokenKinds, tokenValues } from '../tokens.ts';
import { parseFor, parseTry, parseWhile, parseWith } from './parse-compound.ts';
import { parseClass, parseFunction } from './parse-definition.ts';
import { atMatch, parseMatch } from './parse-match.ts';
import { parseSimple } from './parse-simple.ts';
import type { Form, OtherStatement, Statement } from './statement-tree.ts';

/** Whether the bodies of functions are left out. */
let leavesBodies = false;

/**
 * Parses the text of a statement that stands at the top of a module, which is known to be valid.
 * @param withoutBodies whether functions come without what is in them, for who only defines them
 * @returns several for a line with semicolons
 * @throws RangeError where expressions are nested more deeply than the stack of calls
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

/** The block of a clause, if the keyword that begins it comes. */
export function parseClause(keyword: Token): Statement[] {
  if (kind !== keyword) return [];
  advance();
  return parseBlock();
}

/** A statement from a token on that those who run statements take as a whole. */
export function otherStatement(first: number, word: string, form: Form): OtherStatement {
  const names = new Set<string>();
  for (let index = first; index < position; index++) {
    if (tokenKinds[index] === Token.Name) names.add(nameOf(tokenValues[index]!));
  }
  return { type: 'other', word, names: [...names], form };
}

function parseStatement(): Statement[] {
  const decorators: Expression[] = [];
  while (kind === Token.At) {
    advance();
    decorators.push(parseNamed());
    expect(Token.NewLine);
  }
  const first = position;
  const isAsync = kind === Token.Async;
  if (isAsync) advance();
  const other = (word: string, form: Form): Statement[] => [otherStatement(first, isAsync ? 'async' : word, form)];
  switch (kind as Token) {
    case Token.Def:
      return [parseFunction(decorators, isAsync)];
    case Token.Class:
      return [parseClass(decorators)];
    case Token.If:
      return [parseIf()];
    case Token.For:
      return other('for', parseFor(isAsync));
    case Token.While:
      return other('while', parseWhile());
    case Token.Try:
      return other('try', parseTry());
    case Token.With:
      return other('with', parseWith(isAsync));
    case Token.Name:
      if (atMatch()) return other('match', parseMatch());
  }
  return parseLine();
}

function parseIf(): Statement {
  advance();
  const test = parseNamed();
  const body = parseBlock();
  return { type: 'if', test, body, otherwise: kind === Token.Elif ? [parseIf()] : parseClause(Token.Else) };
}

/** The simple statements of a line. */
function parseLine(): Statement[] {
  const statements: Statement[] = [];
  while (kind !== Token.NewLine) {
    statements.push(parseSimple());
    if (kind !== (Token.NewLine as Token)) expect(Token.Semicolon);
  }
  advance();
  return statements;
}
