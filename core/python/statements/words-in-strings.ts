import { sourceText } from '../cursor.ts';
import { Token, tokenCount, tokenEnds, tokenKinds, tokenStarts } from '../tokens.ts';

/** A longer string is text. */
const MOST_IN_STRING = 200;

/**
 * The words of strings that could be names: forward references in annotations, `getattr(module, 'name')`, the items of
 * `__all__`.
 */
export function* wordsInStrings(): Generator<readonly [offset: number, word: string]> {
  for (let index = 0; index < tokenCount; index++) {
    if (tokenKinds[index] !== Token.String) continue;
    const start = tokenStarts[index]!;
    const length = tokenEnds[index]! - start;
    if (length < 3 || length > MOST_IN_STRING) continue;
    for (const word of wordsOf(sourceText(start, start + length))) yield [start, word];
  }
}

const QUOTE = 39;
const DOUBLE_QUOTE = 34;
const SPACE = 32;
/** What may stand between the dotted names of an annotation: `,`, `[`, `]`, `|`, quotes and spaces. */
const between = new Uint8Array(128);
for (const character of ',[]|\'" ') between[character.charCodeAt(0)] = 1;
const isWordCode = new Uint8Array(128);
for (const character of 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_.') {
  isWordCode[character.charCodeAt(0)] = 1;
}

/** The dotted names of a string literal that holds nothing else; words with nothing but a space between them are prose. */
function wordsOf(literal: string): string[] {
  const words: string[] = [];
  let offset = 0;
  // The prefix is no name.
  while (literal.charCodeAt(offset) !== QUOTE && literal.charCodeAt(offset) !== DOUBLE_QUOTE) offset++;
  let wordStart = -1;
  let lastEnd = -1;
  let onlySpace = false;
  for (; offset < literal.length; offset++) {
    const code = literal.charCodeAt(offset);
    if (code >= 128 || isWordCode[code] !== 0) {
      if (wordStart < 0) {
        if (onlySpace && lastEnd >= 0) return [];
        wordStart = offset;
      }
      continue;
    }
    if (between[code] === 0) return [];
    if (wordStart >= 0) {
      words.push(literal.slice(wordStart, offset));
      [lastEnd, wordStart, onlySpace] = [offset, -1, true];
    }
    if (code !== SPACE) onlySpace = false;
  }
  return words;
}
