import { hasFutureAnnotations } from '../future-imports.ts';
import { Token, tokenKinds } from '../tokens.ts';
import { scanExpression } from './scan-expression.ts';

/** Notes what evaluating the defaults and annotations of the parameters between two tokens may do. */
export function scanParameters(from: number, to: number, hasAnnotations: boolean): void {
  let depth = 0;
  /** Where the default or annotation begins that the scan is in. */
  let begin = -1;
  let isAnnotation = false;
  const finish = (end: number): void => {
    if (begin >= 0 && !(isAnnotation && hasFutureAnnotations())) scanExpression(begin, end);
    begin = -1;
  };
  for (let index = from; index < to; index++) {
    const kind = tokenKinds[index]!;
    if (kind === Token.LeftParenthesis || kind === Token.LeftBracket || kind === Token.LeftBrace) depth++;
    else if (kind === Token.RightParenthesis || kind === Token.RightBracket || kind === Token.RightBrace) depth--;
    if (depth > 0) continue;
    if (kind === Token.Comma && !isInLambda(begin, index)) finish(index);
    else if (kind === Token.Assign && !isInLambda(begin, index)) {
      finish(index);
      [begin, isAnnotation] = [index + 1, false];
    } else if (kind === Token.Colon && begin < 0 && hasAnnotations) [begin, isAnnotation] = [index + 1, true];
  }
  finish(to);
}

/** Whether a token stands among the parameters of a lambda: `a=lambda x, y=1: x`. */
function isInLambda(begin: number, index: number): boolean {
  if (begin < 0) return false;
  let [depth, lambdas] = [0, 0];
  for (let at = begin; at < index; at++) {
    const kind = tokenKinds[at]!;
    if (kind === Token.LeftParenthesis || kind === Token.LeftBracket || kind === Token.LeftBrace) depth++;
    else if (kind === Token.RightParenthesis || kind === Token.RightBracket || kind === Token.RightBrace) depth--;
    else if (depth === 0 && kind === Token.Lambda) lambdas++;
    else if (depth === 0 && kind === Token.Colon) lambdas--;
  }
  return lambdas > 0;
}
