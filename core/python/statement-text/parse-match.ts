import { advance, currentValue, expect, kind } from '../cursor.ts';
import type { Expression } from '../expression-text/expression-tree.ts';
import { parseElement, parseNamed } from '../expression-text/parse-expression.ts';
import { WellKnown } from '../interner.ts';
import { isMatchStatement } from '../match-statement.ts';
import { Token } from '../tokens.ts';
import { parseCasePattern } from './parse-pattern.ts';
import { parseBlock } from './parse-statement.ts';
import type { Case, Form } from './statement-tree.ts';

/** Whether a match statement comes (PEP 634). */
export function atMatch(): boolean {
  return kind === Token.Name && currentValue() === WellKnown.Match && isMatchStatement();
}

export function parseMatch(): Form {
  advance();
  const subject = parseSubject();
  expect(Token.Colon);
  expect(Token.NewLine);
  expect(Token.Indent);
  const cases: Case[] = [];
  while (kind !== Token.Dedent) cases.push(parseCase());
  advance();
  return { type: 'match', subject, cases };
}

function parseSubject(): Expression {
  const first = parseElement();
  if (kind !== Token.Comma) return first;
  const elements = [first];
  while (kind === Token.Comma) {
    advance();
    if (kind !== (Token.Colon as Token)) elements.push(parseElement());
  }
  return { type: 'tuple', elements };
}

function parseCase(): Case {
  advance();
  const pattern = parseCasePattern();
  if (kind !== Token.If) return { pattern, guard: undefined, body: parseBlock() };
  advance();
  return { pattern, guard: parseNamed(), body: parseBlock() };
}
