import { isHexDigit } from './character-classes.ts';
import { PythonSyntaxError } from './syntax-error.ts';
import { warnOfSyntax } from './syntax-warnings.ts';
import { StringFlag } from './tokens.ts';

/** The flags of a literal by its prefix, or -1 when the name before the quote is no prefix. */
export function stringPrefixFlags(text: string, start: number, end: number): number {
  if (end - start > 2) return -1;
  const first = prefixFlag(text.charCodeAt(start) | 0x20);
  if (first < 0 || end - start === 1) return first;
  const second = prefixFlag(text.charCodeAt(start + 1) | 0x20);
  // Of two letters one is `r`, and `u` stands alone.
  if (second <= 0 || first === 0 || first === second || ((first | second) & StringFlag.Raw) === 0) return -1;
  return first | second;
}

function prefixFlag(lowerCase: number): number {
  switch (lowerCase) {
    case 0x72:
      return StringFlag.Raw;
    case 0x62:
      return StringFlag.Bytes;
    case 0x66:
      return StringFlag.Formatted;
    case 0x74:
      return StringFlag.Formatted | StringFlag.Template;
    case 0x75:
      return 0;
    default:
      return -1;
  }
}

/** What may follow a backslash in any literal: quotes, another backslash, a line break, letters, octal digits, `x`. */
const escapes = new Set(Array.from('\\\'"\n\rabfnrtv01234567x', (character) => character.charCodeAt(0)));
/** What a string allows beyond that. */
const stringEscapes = new Set([0x4e, 0x55, 0x75]);

/**
 * Checks the escape sequence whose backslash is at `offset` (a literal that is not raw), as CPython's decoder does.
 * That a name in `\N{...}` exists is not checked: it would take Unicode's table of names.
 */
export function checkEscape(text: string, offset: number, isBytes: boolean): void {
  const escaped = text.charCodeAt(offset + 1);
  if (!escapes.has(escaped) && (isBytes || !stringEscapes.has(escaped))) {
    const character = String.fromCodePoint(text.codePointAt(offset + 1) ?? 0x20);
    warnOfSyntax(`invalid escape sequence '\\${character}'`, offset, offset + 1 + character.length);
    return;
  }
  switch (escaped) {
    case 0x78:
      if (!hasHexDigits(text, offset + 2, 2)) failEscape(offset, 4, isBytes ? 'bytes' : '\\xXX');
      break;
    case 0x75:
      if (!isBytes && !hasHexDigits(text, offset + 2, 4)) failEscape(offset, 6, '\\uXXXX');
      break;
    case 0x55:
      if (isBytes) break;
      if (!hasHexDigits(text, offset + 2, 8)) failEscape(offset, 10, '\\UXXXXXXXX');
      if (parseInt(text.slice(offset + 2, offset + 10), 16) > 0x10ffff) {
        throw new PythonSyntaxError(
          "(unicode error) 'unicodeescape' codec can't decode bytes: illegal Unicode character",
          offset,
          offset + 10,
        );
      }
      break;
    case 0x4e:
      if (!isBytes && !/^\{[A-Za-z0-9 -]+\}/.test(text.slice(offset + 2, offset + 120))) {
        throw new PythonSyntaxError(
          "(unicode error) 'unicodeescape' codec can't decode bytes: malformed \\N character escape",
          offset,
          offset + 2,
        );
      }
  }
}

function hasHexDigits(text: string, start: number, count: number): boolean {
  for (let index = start; index < start + count; index++) {
    if (!isHexDigit(text.charCodeAt(index))) return false;
  }
  return true;
}

function failEscape(offset: number, length: number, form: string): never {
  throw new PythonSyntaxError(
    form === 'bytes'
      ? '(value error) invalid \\x escape'
      : `(unicode error) 'unicodeescape' codec can't decode bytes: truncated ${form} escape`,
    offset,
    offset + length,
  );
}
