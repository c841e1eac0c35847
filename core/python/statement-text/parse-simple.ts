import { advance, currentStart, currentValue, expect, kind, nextKind, position, sourceText } from '../cursor.ts';
import type { Expression } from '../expression-text/expression-tree.ts';
import { parseExpression, parseExpressionList } from '../expression-text/parse-expression.ts';
import { nameOf, WellKnown } from '../interner.ts';
import { Token, tokenEnds } from '../tokens.ts';
import { parseTypeParameters } from './parse-definition.ts';
import { otherStatement } from './parse-statement.ts';
import type { Alias, Form, Statement } from './statement-tree.ts';

/** A statement of one line, without what ends it. */
export function parseSimple(): Statement {
  switch (kind) {
    case Token.Pass:
      advance();
      return { type: 'pass' };
    case Token.Return:
      advance();
      return { type: 'return', value: atEnd() ? undefined : parseExpressionList() };
    case Token.Raise:
      return parseRaise();
  }
  const [first, word] = [position, sourceText(currentStart(), tokenEnds[position]!)];
  if (!startsOperand.has(kind) || atTypeAlias()) return otherStatement(first, word, parseOther());
  const statement = parseAssignment();
  return statement.type === 'augmented' ? otherStatement(first, statement.operator, statement) : statement;
}

const startsOperand: ReadonlySet<Token> = new Set([
  Token.Name,
  Token.String,
  Token.FormattedStart,
  Token.Number,
  Token.LeftParenthesis,
  Token.LeftBracket,
  Token.LeftBrace,
  Token.Ellipsis,
  Token.None,
]);

const atTypeAlias = (): boolean =>
  kind === Token.Name && currentValue() === WellKnown.Type && nextKind() === Token.Name;

function parseOther(): Form {
  switch (kind) {
    case Token.Break:
      advance();
      return { type: 'break' };
    case Token.Continue:
      advance();
      return { type: 'continue' };
    case Token.Import:
      advance();
      return { type: 'import', names: parseAliases() };
    case Token.From:
      return parseImportFrom();
    case Token.Del:
      advance();
      return { type: 'delete', targets: parseList(parseExpression) };
    case Token.Global:
      advance();
      return { type: 'global', names: parseList(parseName) };
    case Token.Nonlocal:
      advance();
      return { type: 'nonlocal', names: parseList(parseName) };
    case Token.Assert:
      advance();
      return { type: 'assert', test: parseExpression(), message: parseAfter(Token.Comma) };
    case Token.Name:
      return parseTypeAlias();
  }
  return parseAssignment();
}

function atEnd(): boolean {
  return kind === Token.NewLine || kind === Token.Semicolon;
}

/** The expression behind a token, if that comes. */
function parseAfter(token: Token): Expression | undefined {
  if (kind !== token) return undefined;
  advance();
  return parseExpression();
}

/** What commas separate, up to the end of the statement or of its parenthesis. */
function parseList<Item>(parseItem: () => Item): Item[] {
  const items = [parseItem()];
  while (kind === Token.Comma) {
    advance();
    if (!atEnd() && kind !== (Token.RightParenthesis as Token)) items.push(parseItem());
  }
  return items;
}

function parseRaise(): Statement {
  advance();
  const exception = atEnd() ? undefined : parseExpression();
  return { type: 'raise', exception, cause: parseAfter(Token.From) };
}

/** An expression, or what is assigned, annotated or changed by it. */
function parseAssignment(): Extract<Form, { type: 'expression' | 'assignment' | 'annotation' | 'augmented' }> {
  const first = parseExpressionList();
  if (kind === Token.Colon) {
    advance();
    const annotation = parseExpression();
    if (kind !== (Token.Assign as Token)) return { type: 'annotation', target: first, annotation };
    advance();
    return { type: 'assignment', targets: [first], annotation, value: parseExpressionList() };
  }
  if (kind === Token.AugmentedAssign) {
    const operator = sourceText(currentStart(), tokenEnds[position]!);
    advance();
    return { type: 'augmented', target: first, operator, value: parseExpressionList() };
  }
  const all = [first];
  while (kind === Token.Assign) {
    advance();
    all.push(parseExpressionList());
  }
  const value = all.pop()!;
  if (all.length === 0) return { type: 'expression', value };
  return { type: 'assignment', targets: all, annotation: undefined, value };
}

function parseName(): string {
  const name = nameOf(currentValue());
  expect(Token.Name);
  return name;
}

function parseDottedName(): string {
  let name = parseName();
  while (kind === Token.Dot) {
    advance();
    name += `.${parseName()}`;
  }
  return name;
}

function parseAliases(): Alias[] {
  return parseList(() => {
    const name = parseDottedName();
    if (kind !== Token.As) return { name, alias: undefined };
    advance();
    return { name, alias: parseName() };
  });
}

function parseImportFrom(): Form {
  expect(Token.From);
  let level = 0;
  for (; kind === Token.Dot || kind === Token.Ellipsis; advance()) level += kind === Token.Dot ? 1 : '...'.length;
  const module = kind === (Token.Import as Token) ? '' : parseDottedName();
  expect(Token.Import);
  return { type: 'import-from', level, module, names: parseImported() };
}

function parseImported(): Alias[] {
  if (kind === Token.Star) {
    advance();
    return [{ name: '*', alias: undefined }];
  }
  if (kind !== Token.LeftParenthesis) return parseAliases();
  advance();
  const names = parseAliases();
  expect(Token.RightParenthesis);
  return names;
}

function parseTypeAlias(): Form {
  advance();
  const name = parseName();
  const { ofTypeParameters = [] } = parseTypeParameters();
  expect(Token.Assign);
  return { type: 'type-alias', name, ofTypeParameters, value: parseExpression() };
}
