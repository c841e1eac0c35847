import { nameOf } from '../interner.ts';
import { Token, tokenCount, tokenKinds, tokenStarts, tokenValues } from '../tokens.ts';

/** An identifier with the offset of the first place where it stands. */
export type Identifiers = ReadonlyMap<string, number>;

/** Every identifier of the text that was parsed last: names, attributes, keywords of calls, parts of module names. */
export function identifiers(): Identifiers {
  const found = new Map<number, number>();
  for (let index = 0; index < tokenCount; index++) {
    if (tokenKinds[index] !== Token.Name) continue;
    const id = tokenValues[index]!;
    if (!found.has(id)) found.set(id, tokenStarts[index]!);
  }
  return new Map([...found].map(([id, offset]) => [nameOf(id), offset]));
}

/** Identifiers that are called with more than one argument, or with one that is starred. */
export function calledWithSeveral(): Identifiers {
  const found = new Map<string, number>();
  for (let index = 0; index + 1 < tokenCount; index++) {
    if (tokenKinds[index] !== Token.Name || tokenKinds[index + 1] !== Token.LeftParenthesis) continue;
    const isDefinition = tokenKinds[index - 1] === Token.Def || tokenKinds[index - 1] === Token.Class;
    if (isDefinition || !hasSeveralArguments(index + 1)) continue;
    const name = nameOf(tokenValues[index]!);
    if (!found.has(name)) found.set(name, tokenStarts[index]!);
  }
  return found;
}

function hasSeveralArguments(open: number): boolean {
  const first = tokenKinds[open + 1];
  if (first === Token.Star || first === Token.DoubleStar) return true;
  for (let [index, depth] = [open, 0]; index < tokenCount; index++) {
    const kind = tokenKinds[index];
    if (kind === Token.LeftParenthesis || kind === Token.LeftBracket || kind === Token.LeftBrace) depth++;
    else if (kind === Token.RightParenthesis || kind === Token.RightBracket || kind === Token.RightBrace) depth--;
    else if (kind === Token.Comma && depth === 1) return tokenKinds[index + 1] !== Token.RightParenthesis;
    if (depth === 0) return false;
  }
  return false;
}
