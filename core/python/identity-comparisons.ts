import { at, position, previousEnd } from './cursor.ts';
import { warnOfSyntax } from './syntax-warnings.ts';
import { Shape } from './targets.ts';
import { Token, tokenKinds, tokenStarts, tokenValues } from './tokens.ts';

/** Names that an operand of `is` or `is not` ends with, unless the other one is None, True, False or `...`. */
export const comparedNames = new Set<number>();
/** Names that some statement binds to what may be a literal: a string, a number, or an expression with one in it. */
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

/**
 * At the end of an assignment, given by its tokens: names in its targets may stand for literals in its value.
 * @param value index of the value's first token
 */
export function noteAssignment(first: number, value: number): void {
  let isUnpacked = false;
  for (let index = first; index < value; index++) isUnpacked ||= tokenKinds[index] === Token.Comma;
  if (!hasLiteral(value, isUnpacked)) return;
  for (let index = first; index < value; index++) {
    if (tokenKinds[index] === Token.Name) literalNames.add(tokenValues[index]!);
  }
}

/** Whether a literal stands between a token and the current one, but in calls and subscripts, whose values are others. */
function hasLiteral(first: number, isUnpacked: boolean): boolean {
  /** How many brackets are open, from the first one on whose content does not count. */
  let depth = 0;
  for (let index = first; index < position; index++) {
    const kind = tokenKinds[index]!;
    if (isOpening(kind)) {
      const isDisplay = kind === Token.LeftParenthesis || isUnpacked;
      if (depth > 0 || !isDisplay || (index > first && endsOperand(tokenKinds[index - 1]!))) depth++;
    } else if (isClosing(kind)) depth -= depth > 0 ? 1 : 0;
    else if (depth === 0 && isLiteralToken(kind)) return true;
  }
  return false;
}

const isOpening = (kind: number): boolean =>
  kind === Token.LeftParenthesis || kind === Token.LeftBracket || kind === Token.LeftBrace;

const isClosing = (kind: number): boolean =>
  kind === Token.RightParenthesis || kind === Token.RightBracket || kind === Token.RightBrace;

/** Whether a bracket behind a token begins a call or subscript. */
const endsOperand = (kind: number): boolean => kind === Token.Name || kind === Token.String || isClosing(kind);

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

// An f-string may come to a literal in it: `f"{'text'}"`.
const isLiteralToken = (kind: number): boolean =>
  kind === Token.String || kind === Token.FormattedStart || kind === Token.Number;

const isAtLiteral = (): boolean =>
  isLiteralToken(tokenKinds[position]!) || at(Token.LeftParenthesis) || at(Token.Minus) || at(Token.Plus);
