import { endOfBlock, endOfLine, lastBefore } from './statements/statement-ends.ts';
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
    while (tokenKinds[index] === Token.At) index = endOfLine(index) + 1;
    const keyword = index;
    index = endOfBlock(index);
    found.push({ first, keyword, last: lastBefore(index) });
  }
  return found;
}
