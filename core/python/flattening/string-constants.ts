import { sourceText } from '../cursor.ts';
import type { Range } from '../facts.ts';
import { StringFlag, Token, tokenCount, tokenEnds, tokenKinds, tokenStarts, tokenValues } from '../tokens.ts';

/** A string literal that is a value, or a literal part of an f-string. */
export interface StringConstant extends Range {
  /** What stands between the quotes, escapes as they are. */
  readonly text: string;
}

/** The strings of the text that was parsed last, but for those that are statements. */
export function stringConstants(): StringConstant[] {
  const found: StringConstant[] = [];
  for (let index = 0; index < tokenCount; index++) {
    const kind = tokenKinds[index];
    if (kind === Token.String) {
      if (isStatement(index) || (tokenValues[index]! & StringFlag.Bytes) !== 0) continue;
      const [start, end] = [tokenStarts[index]!, tokenEnds[index]!];
      found.push({ start, end, text: contentOf(sourceText(start, end)) });
    } else if (kind === Token.FormattedStart || kind === Token.FieldEnd) {
      const [start, end] = [tokenEnds[index]!, tokenStarts[index + 1]!];
      if (end > start) found.push({ start, end, text: sourceText(start, end) });
    }
  }
  return found;
}

/** Whether a string and those beside it are all of a statement, such as a docstring. */
function isStatement(index: number): boolean {
  let [first, last] = [index, index];
  while (tokenKinds[first - 1] === Token.String) first--;
  while (tokenKinds[last + 1] === Token.String) last++;
  return (first === 0 || endsStatement(tokenKinds[first - 1]!)) && endsStatement(tokenKinds[last + 1]!);
}

const endsStatement = (kind: number): boolean =>
  kind === Token.NewLine ||
  kind === Token.Indent ||
  kind === Token.Dedent ||
  kind === Token.Semicolon ||
  kind === Token.EndOfFile;

function contentOf(literal: string): string {
  const [, , quotes] = /^([a-zA-Z]*)("""|'''|"|')/.exec(literal)!;
  const start = literal.indexOf(quotes!) + quotes!.length;
  return literal.slice(start, -quotes!.length);
}
