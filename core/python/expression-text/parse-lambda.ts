import { advance, currentValue, expect, kind } from '../cursor.ts';
import type { Lambda, Parameter } from './expression-tree.ts';
import { nameOf } from '../interner.ts';
import { parseExpression } from './parse-expression.ts';
import { Token } from '../tokens.ts';

/** A lambda; what its body may be depends on where it stands. */
export function parseLambda(parseBody: () => Lambda['body']): Lambda {
  expect(Token.Lambda);
  const parameters: Parameter[] = [];
  while (kind !== Token.Colon) {
    parameters.push(parseParameter());
    if (kind !== Token.Comma) break;
    advance();
  }
  expect(Token.Colon);
  return { type: 'lambda', parameters, body: parseBody() };
}

function parseParameter(): Parameter {
  let mark: Parameter['mark'] = '';
  if (kind === Token.Star) mark = '*';
  else if (kind === Token.DoubleStar) mark = '**';
  else if (kind === Token.Slash) mark = '/';
  if (mark !== '') advance();
  const isNamed = mark !== '/' && !(mark === '*' && kind === Token.Comma);
  const name = isNamed ? nameOf(currentValue()) : '';
  if (isNamed) expect(Token.Name);
  if (kind !== Token.Assign) return { mark, name, default: undefined };
  advance();
  return { mark, name, default: parseExpression() };
}
