import { Token, tokenCount, tokenEnds, tokenKinds, tokenStarts } from './tokens.ts';

const isLayout = (kind: Token): boolean =>
  kind === Token.NewLine || kind === Token.Indent || kind === Token.Dedent || kind === Token.EndOfFile;

/** Whether the string is a statement of its own, as docstrings are, which compiles to nothing. */
function isStatement(index: number): boolean {
  if (tokenKinds[index] !== Token.String || tokenKinds[index + 1] !== Token.NewLine) return false;
  return index === 0 || isLayout(tokenKinds[index - 1]!);
}

/**
 * Of the lines that begin inside a string, those on which code begins or ends: the rest of the statement, or what
 * stands in the fields of an f-string. Reads the tokens of the text parsed last.
 */
export function unindentedCode(text: string, stringLines: Int32Array): Int32Array {
  const found = new Int32Array(stringLines.length);
  let count = 0;
  let index = 0;
  for (const line of stringLines) {
    const newLine = text.indexOf('\n', line);
    const end = newLine === -1 ? text.length : newLine;
    while (index < tokenCount && tokenEnds[index]! <= line) index++;
    for (let next = index; next < tokenCount; next++) {
      const begins = tokenStarts[next]! >= line;
      if (begins && tokenStarts[next]! > end) break;
      if (isLayout(tokenKinds[next]!) || isStatement(next)) continue;
      if (begins || tokenEnds[next]! <= end) {
        found[count++] = line;
        break;
      }
    }
  }
  return found.slice(0, count);
}
