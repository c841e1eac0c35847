import { Token, tokenKinds } from './tokens.ts';

/** A line at module level with the block below it, as indices of tokens; of `if` and the like each clause is one. */
export interface ModuleStatement {
  /** The first token, which is that of the first decorator where there are any. */
  readonly first: number;
  /** The first token after decorators. */
  readonly keyword: number;
  /** The last token, without the line break. */
  readonly last: number;
}

/** The statements at module level of the text that was parsed last, in source order; those on one line are one. */
export function moduleStatements(): ModuleStatement[] {
  const found: ModuleStatement[] = [];
  for (let index = 0; tokenKinds[index] !== Token.EndOfFile;) {
    const first = index;
    while (tokenKinds[index] === Token.At) index = lineEnd(index) + 1;
    const keyword = index;
    index = lineEnd(index);
    let last = index - 1;
    for (let depth = 0; depth > 0 || tokenKinds[index + 1] === Token.Indent;) {
      index++;
      if (tokenKinds[index] === Token.Indent) depth++;
      else if (tokenKinds[index] === Token.Dedent) depth--;
      else if (tokenKinds[index] !== Token.NewLine) last = index;
    }
    found.push({ first, keyword, last });
    index++;
  }
  return found;
}

/** The index of the token that ends the logical line. */
function lineEnd(index: number): number {
  while (tokenKinds[index] !== Token.NewLine) index++;
  return index;
}
