import { sourceText } from '../cursor.ts';
import type { Range } from '../facts.ts';
import { Token, tokenCount, tokenEnds, tokenKinds, tokenStarts } from '../tokens.ts';

/** An f-string, with the character that its quotes are made of. */
export interface FormattedRange extends Range {
  readonly quote: string;
}

/** The f-strings of the text that was parsed last; one in another's field ends before that. */
export function formattedRanges(): FormattedRange[] {
  const found: FormattedRange[] = [];
  const open: number[] = [];
  for (let index = 0; index < tokenCount; index++) {
    if (tokenKinds[index] === Token.FormattedStart) open.push(index);
    if (tokenKinds[index] !== Token.FormattedEnd) continue;
    const first = open.pop()!;
    const quote = sourceText(tokenEnds[first]! - 1, tokenEnds[first]!);
    found.push({ start: tokenStarts[first]!, end: tokenEnds[index]!, quote });
  }
  return found;
}
