import { advance, currentValue, expect, kind, nextKind } from '../cursor.ts';
import type { Expression } from '../expression-text/expression-tree.ts';
import { parseSum } from '../expression-text/parse-expression.ts';
import { nameOf, WellKnown } from '../interner.ts';
import { Token } from '../tokens.ts';
import type { ClassPattern, MappingPattern, Pattern } from './statement-tree.ts';

/** The pattern of a `case`, up to its guard or colon: a sequence may stand without brackets. */
export function parseCasePattern(): Pattern {
  const first = parseElement();
  if (kind !== Token.Comma) return first;
  return { type: 'match-sequence', patterns: parseRest(first) };
}

/** The elements of a sequence, of which one is read. */
function parseRest(first: Pattern): Pattern[] {
  const patterns = [first];
  while (kind === Token.Comma) {
    advance();
    if (!atEnd()) patterns.push(parseElement());
  }
  return patterns;
}

function atEnd(): boolean {
  return kind === Token.Colon || kind === Token.If || kind === Token.RightParenthesis || kind === Token.RightBracket;
}

function parseElement(): Pattern {
  if (kind !== Token.Star) return parsePattern();
  advance();
  return { type: 'match-star', name: parseCapture() };
}

/** `as_pattern` of Python's grammar. */
function parsePattern(): Pattern {
  const patterns = [parseClosed()];
  while (kind === Token.Bar) {
    advance();
    patterns.push(parseClosed());
  }
  const pattern: Pattern = patterns.length === 1 ? patterns[0]! : { type: 'match-or', patterns };
  if (kind !== Token.As) return pattern;
  advance();
  return { type: 'match-as', pattern, name: parseCapture() };
}

function parseClosed(): Pattern {
  switch (kind) {
    case Token.Name:
      return parseNamePattern();
    case Token.LeftParenthesis:
      return parseGroup();
    case Token.LeftBracket: {
      advance();
      const patterns = kind === (Token.RightBracket as Token) ? [] : parseRest(parseElement());
      expect(Token.RightBracket);
      return { type: 'match-sequence', patterns };
    }
    case Token.LeftBrace:
      return parseMapping();
  }
  return { type: 'match-value', value: parseSum() };
}

/** A name that is bound, or nothing for `_`. */
function parseCapture(): string | undefined {
  const name = currentValue() === WellKnown.Underscore ? undefined : nameOf(currentValue());
  expect(Token.Name);
  return name;
}

function parseNamePattern(): Pattern {
  if (nextKind() !== Token.Dot && nextKind() !== Token.LeftParenthesis) {
    return { type: 'match-as', pattern: undefined, name: parseCapture() };
  }
  const value = parseDottedName();
  return kind === Token.LeftParenthesis ? parseClassPattern(value) : { type: 'match-value', value };
}

function parseDottedName(): Expression {
  let value: Expression = { type: 'name', name: nameOf(currentValue()) };
  advance();
  while (kind === Token.Dot) {
    advance();
    value = { type: 'attribute', object: value, name: nameOf(currentValue()) };
    advance();
  }
  return value;
}

function parseGroup(): Pattern {
  advance();
  if (kind === Token.RightParenthesis) {
    advance();
    return { type: 'match-sequence', patterns: [] };
  }
  const first = parseElement();
  const pattern: Pattern =
    kind === (Token.Comma as Token) ? { type: 'match-sequence', patterns: parseRest(first) } : first;
  expect(Token.RightParenthesis);
  return pattern;
}

function parseMapping(): MappingPattern {
  const items: MappingPattern['items'][number][] = [];
  let rest: string | undefined;
  advance();
  while (kind !== Token.RightBrace) {
    if (kind === Token.DoubleStar) {
      advance();
      rest = parseCapture();
    } else {
      const key = kind === Token.Name ? parseDottedName() : parseSum();
      expect(Token.Colon);
      items.push({ key, pattern: parsePattern() });
    }
    if (kind === Token.Comma) advance();
  }
  advance();
  return { type: 'match-mapping', items, rest };
}

function parseClassPattern(of: Expression): ClassPattern {
  const positional: Pattern[] = [];
  const keywords: ClassPattern['keywords'][number][] = [];
  advance();
  while (kind !== Token.RightParenthesis) {
    if (kind === Token.Name && nextKind() === Token.Assign) {
      const name = nameOf(currentValue());
      advance();
      advance();
      keywords.push({ name, pattern: parsePattern() });
    } else positional.push(parsePattern());
    if (kind === Token.Comma) advance();
  }
  advance();
  return { type: 'match-class', class: of, positional, keywords };
}
