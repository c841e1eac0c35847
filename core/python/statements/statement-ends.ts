import { Token, tokenKinds } from '../tokens.ts';

/** The token that ends a logical line. */
export function endOfLine(index: number): number {
  while (tokenKinds[index] !== Token.NewLine && tokenKinds[index] !== Token.EndOfFile) index++;
  return index;
}

/** What follows the block of the line that begins at `index`, or the line where it has none. */
export function endOfBlock(index: number): number {
  index = endOfLine(index) + 1;
  if (tokenKinds[index] !== Token.Indent) return index;
  for (let depth = 0; ; index++) {
    if (tokenKinds[index] === Token.Indent) depth++;
    else if (tokenKinds[index] === Token.Dedent && --depth === 0) return index + 1;
  }
}

/** The last token before one that is more than the structure of lines. */
export function lastBefore(index: number): number {
  do index--;
  while (tokenKinds[index] === Token.NewLine || tokenKinds[index] === Token.Dedent);
  return index;
}
