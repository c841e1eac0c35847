import { matchingParenthesis } from '../definitions.ts';
import { StringFlag, Token, tokenCount, tokenEnds, tokenKinds, tokenStarts, tokenValues } from '../tokens.ts';

/** Where a statement can be put at the start of a class body, below the docstring. */
export interface ClassBody {
  readonly offset: number;
  /** Offset of the body's first statement, whose line begins with the indentation of the body. */
  readonly first: number;
  /**
   * How a statement is put there: on a line of its own before or after what stands there, or, in a body on the line of its
   * header or beside another statement, with a semicolon.
   */
  readonly form: 'line-before' | 'line-after' | 'before' | 'after';
}

/** The body of every class statement of the text that was parsed last. */
export function classBodies(): ClassBody[] {
  const found: ClassBody[] = [];
  for (let index = 0; index < tokenCount; index++) {
    if (tokenKinds[index] === Token.Class) found.push(bodyOf(index));
  }
  return found;
}

function bodyOf(keyword: number): ClassBody {
  let colon = keyword + 2;
  for (let depth = 0; depth > 0 || tokenKinds[colon] !== Token.Colon; colon++) {
    if (tokenKinds[colon] === Token.LeftParenthesis) colon = matchingParenthesis(colon);
    else if (tokenKinds[colon] === Token.LeftBracket) depth++;
    else if (tokenKinds[colon] === Token.RightBracket) depth--;
  }
  const isBlock = tokenKinds[colon + 1] === Token.NewLine;
  const first = colon + (isBlock ? 3 : 1);
  const start = tokenStarts[first]!;
  const last = docstringEnd(first);
  if (last === undefined) return { offset: start, first: start, form: isBlock ? 'line-before' : 'before' };
  const isAlone = isBlock && tokenKinds[last + 1] === Token.NewLine;
  return { offset: tokenEnds[last]!, first: start, form: isAlone ? 'line-after' : 'after' };
}

/** The last token of the docstring that begins at `first`. */
function docstringEnd(first: number): number | undefined {
  let last = first;
  while (tokenKinds[last] === Token.String && (tokenValues[last]! & StringFlag.Bytes) === 0) last++;
  if (last === first) return undefined;
  return tokenKinds[last] === Token.NewLine || tokenKinds[last] === Token.Semicolon ? last - 1 : undefined;
}
