import { nameOf } from '../interner.ts';
import { sourceText } from '../cursor.ts';
import { StringFlag, Token, tokenCount, tokenEnds, tokenKinds, tokenStarts, tokenValues } from '../tokens.ts';
import { indexBefore } from './range-test.ts';

/**
 * The name at an offset with the attributes that are read of it: those that follow, or that a call is given by name.
 * @param asksForAttributes whether `hasattr` and `getattr` are the builtins
 */
export function dottedName(offset: number, asksForAttributes: boolean): string {
  const first = indexBefore(tokenStarts, tokenCount, offset);
  let index = first;
  let name = nameOf(tokenValues[index]!);
  for (; tokenKinds[index + 1] === Token.Dot && tokenKinds[index + 2] === Token.Name; index += 2) {
    name += `.${nameOf(tokenValues[index + 2]!)}`;
  }
  const called = asksForAttributes ? askedAttribute(first, index + 1) : undefined;
  const asked = called ?? (isComparedWithNone(index + 1) ? '__name__' : undefined);
  return asked === undefined ? name : `${name}.${asked}`;
}

/** `attribute` in `hasattr(name, 'attribute')` and `getattr(name, 'attribute', default)`. */
function askedAttribute(first: number, comma: number): string | undefined {
  if (tokenKinds[first - 1] !== Token.LeftParenthesis || tokenKinds[first - 2] !== Token.Name) return undefined;
  const asking = nameOf(tokenValues[first - 2]!);
  if ((asking !== 'hasattr' && asking !== 'getattr') || tokenKinds[first - 3] === Token.Dot) return undefined;
  const string = comma + 1;
  const isEnd = tokenKinds[string + 1] === Token.Comma || tokenKinds[string + 1] === Token.RightParenthesis;
  if (tokenKinds[comma] !== Token.Comma || tokenKinds[string] !== Token.String || !isEnd) return undefined;
  if ((tokenValues[string]! & (StringFlag.Bytes | StringFlag.Template)) !== 0) return undefined;
  return /^["']([A-Za-z_]\w*)["']$/.exec(sourceText(tokenStarts[string]!, tokenEnds[string]!))?.[1];
}

/** Whether it is compared with None, for which no more is read of a module than its name would take. */
function isComparedWithNone(index: number): boolean {
  if (tokenKinds[index] !== Token.Is) return false;
  return tokenKinds[tokenKinds[index + 1] === Token.Not ? index + 2 : index + 1] === Token.None;
}
