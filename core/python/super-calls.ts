import { at, nextKind } from './cursor.ts';
import { Token } from './tokens.ts';

/** Indices of the references `super` in calls without arguments, which look for a cell named `__class__`. */
export const superCalls: number[] = [];

/** At the token after the name `super`. */
export function noteSuperCall(reference: number): void {
  if (at(Token.LeftParenthesis) && nextKind() === Token.RightParenthesis) superCalls.push(reference);
}
