import { sourceText } from '../cursor.ts';
import { nameOf } from '../interner.ts';
import { Token, tokenEnds, tokenKinds, tokenStarts, tokenValues } from '../tokens.ts';

/**
 * The token where a class body assigns `__slots__` that may have a name which the body binds as well: Python refuses such a
 * class.
 * @param starts the first token of each statement of the body
 */
export function refusedSlots(starts: readonly number[]): number | undefined {
  const slots = starts.find((first) => nameAt(first) === '__slots__' && tokenKinds[first + 1] === Token.Assign);
  if (slots === undefined) return undefined;
  const bound = new Set(starts.map(boundName));
  for (let index = slots + 2; tokenKinds[index] !== Token.NewLine; index++) {
    if (tokenKinds[index] === Token.Name) return slots;
    if (tokenKinds[index] !== Token.String) continue;
    const text = sourceText(tokenStarts[index]!, tokenEnds[index]!);
    if (bound.has(text.slice(1, -1))) return slots;
  }
  return undefined;
}

const nameAt = (token: number): string | undefined =>
  tokenKinds[token] === Token.Name ? nameOf(tokenValues[token]!) : undefined;

/** What a definition binds, or an assignment; an annotation alone binds nothing. */
function boundName(first: number): string | undefined {
  let index = first;
  while (tokenKinds[index] === Token.At) {
    while (tokenKinds[index] !== Token.NewLine) index++;
    index++;
  }
  if (tokenKinds[index] === Token.Async) index++;
  if (tokenKinds[index] === Token.Def || tokenKinds[index] === Token.Class) return nameAt(index + 1);
  let end = index;
  while (tokenKinds[end] !== Token.Assign && tokenKinds[end] !== Token.NewLine) end++;
  return tokenKinds[end] === Token.Assign ? nameAt(index) : undefined;
}
