import { at, position, previousEnd } from './cursor.ts';
import { warnOfSyntax } from './syntax-warnings.ts';
import { Shape } from './targets.ts';
import { Token, tokenKinds, tokenStarts, tokenValues } from './tokens.ts';

/** Names that an operand of `is` or `is not` ends with, unless the other one is None, True, False or `...`. */
export const comparedNames = new Set<number>();
/** Names that some statement binds to a literal: a string, a number, or what begins with a sign or parenthesis. */
export const literalNames = new Set<number>();

export function clearIdentityComparisons(): void {
  comparedNames.clear();
  literalNames.clear();
}

const isSingleton = (shape: number): boolean => {
  const kind = shape & Shape.Kind;
  return kind >= Shape.True && kind <= Shape.Ellipsis;
};

/**
 * At the end of the right operand of `is`.
 * @param operator index of the operator's token
 */
export function noteIdentityComparison(left: number, operator: number, right: number): void {
  if (!isSingleton(left) && !isSingleton(right)) {
    for (const last of [operator - 1, position - 1]) {
      if (tokenKinds[last] === Token.Name) comparedNames.add(tokenValues[last]!);
    }
  }
  if (isLiteral(left) || isLiteral(right)) {
    const negated = tokenKinds[operator + 1] === Token.Not ? ' not' : '';
    warnOfSyntax(`"is${negated}" with a literal`, tokenStarts[operator]!, previousEnd());
  }
}

function isLiteral(shape: number): boolean {
  const kind = shape & Shape.Kind;
  return kind === Shape.Literal || kind === Shape.String;
}

/** At the first token of the value that is assigned to the name. */
export function noteAssignedValue(name: number): void {
  if (isAtLiteral()) literalNames.add(name);
}

/** At the first token of what the names among these tokens go over: `for name in ('a', 'b')`. */
export function noteLoopedValues(first: number, end: number): void {
  if (!isAtLiteral() && !at(Token.LeftBracket) && !at(Token.LeftBrace)) return;
  for (let index = first; index < end; index++) {
    if (tokenKinds[index] === Token.Name) literalNames.add(tokenValues[index]!);
  }
}

const isAtLiteral = (): boolean =>
  at(Token.String) ||
  // It may come to a literal in it: `f"{'text'}"`.
  at(Token.FormattedStart) ||
  at(Token.Number) ||
  at(Token.LeftParenthesis) ||
  at(Token.Minus) ||
  at(Token.Plus);
