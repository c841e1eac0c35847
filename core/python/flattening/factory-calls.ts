import { nameOf } from '../interner.ts';
import { Token, tokenCount, tokenEnds, tokenKinds, tokenStarts, tokenValues } from '../tokens.ts';

/** Functions and classes that make a class of the calling module, or of that which they are told by `module=`. */
export const factoriesWithModule: ReadonlySet<string> = new Set([
  'namedtuple',
  'Enum',
  'IntEnum',
  'StrEnum',
  'Flag',
  'IntFlag',
]);

/** A call of one of them. */
export interface FactoryCall {
  readonly name: string;
  /** Offset of the name. */
  readonly start: number;
  /** Offset behind the last argument, and a comma behind that. */
  readonly end: number;
  readonly endsWithComma: boolean;
  /** Whether it may say `module=` itself: by that, or by arguments that are unpacked. */
  readonly mayHaveModule: boolean;
}

/** Those of the text that was parsed last. */
export function factoryCalls(): FactoryCall[] {
  const found: FactoryCall[] = [];
  for (let index = 0; index + 1 < tokenCount; index++) {
    if (tokenKinds[index] !== Token.Name || tokenKinds[index + 1] !== Token.LeftParenthesis) continue;
    const name = nameOf(tokenValues[index]!);
    const isDefinition = tokenKinds[index - 1] === Token.Def || tokenKinds[index - 1] === Token.Class;
    if (factoriesWithModule.has(name) && !isDefinition) found.push(callAt(index, name));
  }
  return found;
}

function callAt(index: number, name: string): FactoryCall {
  let mayHaveModule = false;
  let next = index + 1;
  for (let depth = 0; ; next++) {
    const kind = tokenKinds[next];
    if (kind === Token.LeftParenthesis || kind === Token.LeftBracket || kind === Token.LeftBrace) depth++;
    else if (kind === Token.RightParenthesis || kind === Token.RightBracket || kind === Token.RightBrace) depth--;
    if (depth === 0) break;
    if (depth > 1) continue;
    const isFirst = tokenKinds[next - 1] === Token.LeftParenthesis || tokenKinds[next - 1] === Token.Comma;
    if (isFirst && (kind === Token.Star || kind === Token.DoubleStar)) mayHaveModule = true;
    if (isFirst && kind === Token.Name && nameOf(tokenValues[next]!) === 'module') mayHaveModule = true;
  }
  const endsWithComma = tokenKinds[next - 1] === Token.Comma;
  return { name, start: tokenStarts[index]!, end: tokenEnds[next - 1]!, endsWithComma, mayHaveModule };
}
