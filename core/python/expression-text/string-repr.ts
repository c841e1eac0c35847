import { isHexDigit } from '../character-classes.ts';
import { StringFlag } from '../tokens.ts';

/*
 * The content of a string is held as it stands in its `repr()`, but for quotes, which are escaped when the whole is
 * known. So lone surrogates need no representation, and `\N{...}` can stay where Unicode's table of names would be
 * needed to evaluate it.
 */

/** `repr()` of a string whose content is escaped. */
export function quote(content: string): string {
  if (!content.includes("'")) return `'${content}'`;
  return content.includes('"') ? `'${content.replaceAll("'", "\\'")}'` : `"${content}"`;
}

/** Doubles braces, as in the literal text of an f-string; those of `\N{...}` are no text. */
export function doubleBraces(content: string): string {
  return content.replace(/\\\\|\\N\{[^}]*\}|[{}]/g, (match) => (match.length === 1 ? match + match : match));
}

/** The content of a text that has no escape sequences. */
export function escapeText(text: string): string {
  let content = '';
  for (const character of text) content += escapeCodePoint(character.codePointAt(0)!);
  return content;
}

/** The content of a whole string or bytes literal. */
export function literalContent(literal: string, flags: number): string {
  let start = 0;
  while (literal[start] !== '"' && literal[start] !== "'") start++;
  const isTriple = literal.length - start >= 6 && literal.startsWith(literal[start]!.repeat(3), start);
  const quotes = isTriple ? 3 : 1;
  return partContent(literal.slice(start + quotes, -quotes), flags);
}

/** The content of literal text without its quotes, whose escape sequences are evaluated unless it is raw. */
export function partContent(text: string, flags: number): string {
  const isRaw = (flags & StringFlag.Raw) !== 0;
  const isBytes = (flags & StringFlag.Bytes) !== 0;
  const isFormatted = (flags & StringFlag.Formatted) !== 0;
  let content = '';
  for (let offset = 0; offset < text.length;) {
    const code = text.codePointAt(offset)!;
    if (code === 0x5c && !isRaw) {
      const escape = readEscape(text, offset, isBytes);
      content += escape.content;
      offset = escape.end;
    } else if (code === 0x0d) {
      content += '\\n';
      offset += text.charCodeAt(offset + 1) === 0x0a ? 2 : 1;
    } else {
      content += escapeCodePoint(code);
      offset += code > 0xffff ? 2 : 1;
      // Only doubled braces are literal text of an f-string.
      if (isFormatted && (code === 0x7b || code === 0x7d)) offset++;
    }
  }
  return content;
}

const SIMPLE_ESCAPES = new Map([
  ['a', 0x07],
  ['b', 0x08],
  ['f', 0x0c],
  ['n', 0x0a],
  ['r', 0x0d],
  ['t', 0x09],
  ['v', 0x0b],
  ['\\', 0x5c],
  ["'", 0x27],
  ['"', 0x22],
]);

/** Evaluates the escape sequence at `offset`; its form has been checked by the tokenizer. */
function readEscape(text: string, offset: number, isBytes: boolean): { content: string; end: number } {
  const letter = text[offset + 1] ?? '';
  const simple = SIMPLE_ESCAPES.get(letter);
  if (simple !== undefined) return { content: escapeCodePoint(simple), end: offset + 2 };
  if (letter === '\n') return { content: '', end: offset + 2 };
  if (letter === '\r') return { content: '', end: offset + (text[offset + 2] === '\n' ? 3 : 2) };
  if (/[0-7]/.test(letter)) {
    const digits = /^[0-7]{1,3}/.exec(text.slice(offset + 1, offset + 4))![0];
    const value = parseInt(digits, 8);
    return { content: escapeValue(isBytes ? value & 0xff : value, isBytes), end: offset + 1 + digits.length };
  }
  const size = letter === 'x' ? 2 : isBytes ? 0 : letter === 'u' ? 4 : letter === 'U' ? 8 : 0;
  if (size > 0 && isHexDigit(text.charCodeAt(offset + 2))) {
    const value = parseInt(text.slice(offset + 2, offset + 2 + size), 16);
    return { content: escapeValue(value, isBytes), end: offset + 2 + size };
  }
  if (letter === 'N' && !isBytes && text[offset + 2] === '{') {
    const end = text.indexOf('}', offset) + 1;
    return { content: text.slice(offset, end), end };
  }
  // An unknown escape stays what it is, backslash and all.
  return { content: '\\\\', end: offset + 1 };
}

function escapeValue(value: number, isBytes: boolean): string {
  return isBytes && value > 0x7e ? hexadecimal('x', value, 2) : escapeCodePoint(value);
}

/** What `str.isprintable()` refuses: the categories Other and Separator, the space aside. */
const unprintable = /[\p{C}\p{Z}]/u;

function escapeCodePoint(code: number): string {
  if (code === 0x5c) return '\\\\';
  if (code >= 0x20 && code < 0x7f) return String.fromCharCode(code);
  if (code === 0x0a) return '\\n';
  if (code === 0x0d) return '\\r';
  if (code === 0x09) return '\\t';
  const character = String.fromCodePoint(code);
  if (!unprintable.test(character)) return character;
  if (code <= 0xff) return hexadecimal('x', code, 2);
  return code <= 0xffff ? hexadecimal('u', code, 4) : hexadecimal('U', code, 8);
}

function hexadecimal(letter: string, value: number, size: number): string {
  return `\\${letter}${value.toString(16).padStart(size, '0')}`;
}
