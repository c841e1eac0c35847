import {
  advance,
  currentStart,
  currentValue,
  expect,
  kind,
  nextKind,
  position,
  sourceText,
  unexpected,
} from '../cursor.ts';
import type { Call, Expression } from './expression-tree.ts';
import { nameOf } from '../interner.ts';
import { numberConstant } from './number-repr.ts';
import { atClause, parseClauses } from './parse-comprehension.ts';
import { parseBraces, parseBrackets, parseParentheses } from './parse-displays.ts';
import { parseElement, parseExpression, parseNamed } from './parse-expression.ts';
import { parseStrings } from './parse-strings.ts';
import { Token, tokenEnds } from '../tokens.ts';

/** An atom with the attributes, calls and subscripts that follow it. */
export function parsePrimary(): Expression {
  let expression = parseAtom();
  for (;;) {
    if (kind === Token.Dot) {
      advance();
      const name = nameOf(currentValue());
      expect(Token.Name);
      expression = { type: 'attribute', object: expression, name };
    } else if (kind === Token.LeftParenthesis) expression = parseCall(expression);
    else if (kind === Token.LeftBracket) {
      advance();
      expression = { type: 'subscript', object: expression, index: parseIndex() };
      expect(Token.RightBracket);
    } else return expression;
  }
}

function parseAtom(): Expression {
  const token = kind;
  switch (token) {
    case Token.Name: {
      const name = nameOf(currentValue());
      advance();
      return { type: 'name', name };
    }
    case Token.Number: {
      const literal = sourceText(currentStart(), tokenEnds[position]!);
      advance();
      return numberConstant(literal);
    }
    case Token.String:
    case Token.FormattedStart:
      return parseStrings();
    case Token.LeftParenthesis:
      return parseParentheses();
    case Token.LeftBracket:
      return parseBrackets();
    case Token.LeftBrace:
      return parseBraces();
    case Token.Ellipsis:
      advance();
      return { type: 'constant', of: 'ellipsis', text: '...' };
    case Token.True:
    case Token.False:
    case Token.None:
      advance();
      return {
        type: 'constant',
        of: 'keyword',
        text: token === Token.True ? 'True' : token === Token.False ? 'False' : 'None',
      };
  }
  return unexpected();
}

/** What is called, with arguments in parentheses. */
export function parseCall(callee: Expression): Call {
  const positional: Expression[] = [];
  const keywords: Call['keywords'][number][] = [];
  expect(Token.LeftParenthesis);
  while (kind !== Token.RightParenthesis) {
    if (kind === Token.DoubleStar) {
      advance();
      keywords.push({ name: undefined, value: parseExpression() });
    } else if (kind === Token.Star) {
      advance();
      positional.push({ type: 'starred', value: parseExpression() });
    } else if (kind === Token.Name && nextKind() === Token.Assign) {
      const name = nameOf(currentValue());
      advance();
      advance();
      keywords.push({ name, value: parseExpression() });
    } else positional.push(parseArgument());
    if (kind !== Token.Comma) break;
    advance();
  }
  expect(Token.RightParenthesis);
  return { type: 'call', callee, positional, keywords };
}

/** The only argument of a call may be a generator expression without parentheses. */
function parseArgument(): Expression {
  const element = parseNamed();
  if (!atClause()) return element;
  return { type: 'comprehension', of: 'generator', key: undefined, element, clauses: parseClauses() };
}

/** What stands in the brackets of a subscript. */
function parseIndex(): Expression {
  const elements = [parseSlice()];
  if (kind !== Token.Comma) {
    // PEP 646: a starred expression makes a tuple without a comma.
    return elements[0]!.type === 'starred' ? { type: 'tuple', elements } : elements[0]!;
  }
  while (kind === Token.Comma) {
    advance();
    if (kind === (Token.RightBracket as Token)) break;
    elements.push(parseSlice());
  }
  return { type: 'tuple', elements };
}

function parseSlice(): Expression {
  const lower = kind === Token.Colon ? undefined : parseElement();
  if (kind !== Token.Colon) return lower!;
  advance();
  const upper = endsBound() ? undefined : parseExpression();
  if (kind !== Token.Colon) return { type: 'slice', lower, upper, step: undefined };
  advance();
  return { type: 'slice', lower, upper, step: endsBound() ? undefined : parseExpression() };
}

function endsBound(): boolean {
  return kind === Token.Colon || kind === Token.Comma || kind === Token.RightBracket;
}
