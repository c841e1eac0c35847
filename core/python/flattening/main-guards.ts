import { sourceText } from '../cursor.ts';
import type { Range } from '../facts.ts';
import { nameOf } from '../interner.ts';
import { moduleStatements } from '../module-statements.ts';
import { Token, tokenEnds, tokenKinds, tokenStarts, tokenValues } from '../tokens.ts';

/** `if __name__ == '__main__':` with its block, at the top of the text that was parsed last, where no `else` follows. */
export function mainGuards(): Range[] {
  const statements = moduleStatements();
  return statements.flatMap(({ first, last }, index) => {
    const isGuard =
      tokenKinds[first] === Token.If &&
      tokenKinds[first + 1] === Token.Name &&
      nameOf(tokenValues[first + 1]!) === '__name__' &&
      tokenKinds[first + 2] === Token.Comparison &&
      sourceText(tokenStarts[first + 2]!, tokenEnds[first + 2]!) === '==' &&
      tokenKinds[first + 3] === Token.String &&
      /^["']__main__["']$/.test(sourceText(tokenStarts[first + 3]!, tokenEnds[first + 3]!)) &&
      tokenKinds[first + 4] === Token.Colon;
    const next = statements[index + 1];
    const following = next === undefined ? Token.EndOfFile : tokenKinds[next.first]!;
    if (!isGuard || following === Token.Elif || following === Token.Else) return [];
    return [{ start: tokenStarts[first]!, end: tokenEnds[last]! }];
  });
}
