import { sourceText } from '../cursor.ts';
import { nameOf } from '../interner.ts';
import { findEntry, entryUses, Use } from '../name-entries.ts';
import { Token, tokenEnds, tokenKinds, tokenStarts, tokenValues } from '../tokens.ts';

/**
 * Whether a line of the text that was parsed last is `if __name__ == '__main__':`, in a text that leaves `__name__` alone.
 * @param first the index of its first token
 */
export function isScriptGuard(first: number): boolean {
  return (
    tokenKinds[first] === Token.If &&
    isModulesName(first + 1) &&
    tokenKinds[first + 2] === Token.Comparison &&
    textOf(first + 2) === '==' &&
    tokenKinds[first + 3] === Token.String &&
    /^["']__main__["']$/.test(textOf(first + 3)) &&
    tokenKinds[first + 4] === Token.Colon
  );
}

function isModulesName(token: number): boolean {
  if (tokenKinds[token] !== Token.Name || nameOf(tokenValues[token]!) !== '__name__') return false;
  const entry = findEntry(0, tokenValues[token]!);
  return entry < 0 || (entryUses[entry]! & (Use.Bound | Use.BoundBelow)) === 0;
}

const textOf = (token: number): string => sourceText(tokenStarts[token]!, tokenEnds[token]!);
