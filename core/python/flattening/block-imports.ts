import { Token, tokenCount, tokenKinds, tokenStarts } from '../tokens.ts';

/** An import statement in a block that can go with its lines, as it is alone on them and something else is in the block. */
export interface BlockImport {
  /** Whether it is the first statement of the block. */
  readonly opensBlock: boolean;
}

/** Those of the text that was parsed last, by the offsets where they begin. */
export function blockImports(): Map<number, BlockImport> {
  const found = new Map<number, BlockImport>();
  let depth = 0;
  for (let index = 0; index < tokenCount; index++) {
    const kind = tokenKinds[index];
    if (kind === Token.Indent) depth++;
    else if (kind === Token.Dedent) depth--;
    if (depth === 0 || (kind !== Token.Import && kind !== Token.From)) continue;
    const before = tokenKinds[index - 1];
    const opensBlock = before === Token.Indent;
    if (!opensBlock && before !== Token.NewLine && before !== Token.Dedent) continue;
    let end = index;
    while (tokenKinds[end] !== Token.NewLine && tokenKinds[end] !== Token.Semicolon) end++;
    const after = tokenKinds[end + 1];
    // A string that comes first would be a docstring.
    const isNeeded = opensBlock && (after === Token.Dedent || after === Token.String);
    if (tokenKinds[end] === Token.NewLine && !isNeeded) found.set(tokenStarts[index]!, { opensBlock });
  }
  return found;
}
