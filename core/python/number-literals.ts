import { isDigit, isHexDigit, isNamePart } from './character-classes.ts';
import { PythonSyntaxError } from './syntax-error.ts';

/** `int()` of a longer text raises, and so does a literal (every supported version got this limit in a patch). */
const MOST_DIGITS = 4300;

const enum Code {
  Dot = 0x2e,
  Zero = 0x30,
  One = 0x31,
  Seven = 0x37,
  Underscore = 0x5f,
}

/**
 * The end of the number that starts at `start`. A keyword may follow at once (`1if x else y`), which is the next
 * token then; any other name after a number is the parser's to refuse.
 */
export function scanNumber(text: string, start: number): number {
  if (text.charCodeAt(start) === Code.Zero) {
    const letter = text.charCodeAt(start + 1) | 0x20;
    if (letter === 0x78) return scanRadix(text, start, 'hexadecimal', isHexDigit);
    if (letter === 0x6f) return scanRadix(text, start, 'octal', isOctalDigit);
    if (letter === 0x62) return scanRadix(text, start, 'binary', isBinaryDigit);
  }
  let end = text.charCodeAt(start) === Code.Dot ? start : scanDigits(text, start);
  const integerEnd = end;
  if (text.charCodeAt(end) === Code.Dot) {
    end++;
    if (isDigit(text.charCodeAt(end))) end = scanDigits(text, end);
  }
  end = scanExponent(text, end);
  if ((text.charCodeAt(end) | 0x20) === 0x6a) return end + 1;
  if (end === integerEnd && end > start + 1) checkInteger(text, start, end);
  return end;
}

function isOctalDigit(code: number): boolean {
  return code >= Code.Zero && code <= Code.Seven;
}

function isBinaryDigit(code: number): boolean {
  return code === Code.Zero || code === Code.One;
}

/** Digits with single underscores between them (PEP 515). */
function scanDigits(text: string, start: number): number {
  let end = start;
  for (;;) {
    while (isDigit(text.charCodeAt(end))) end++;
    if (text.charCodeAt(end) !== Code.Underscore) return end;
    if (!isDigit(text.charCodeAt(end + 1))) {
      throw new PythonSyntaxError('invalid decimal literal', start, end + 1);
    }
    end++;
  }
}

function scanExponent(text: string, start: number): number {
  if ((text.charCodeAt(start) | 0x20) !== 0x65) return start;
  const sign = text.charCodeAt(start + 1);
  const digits = sign === 0x2b || sign === 0x2d ? start + 2 : start + 1;
  // `1else` is a number and a keyword.
  return isDigit(text.charCodeAt(digits)) ? scanDigits(text, digits) : start;
}

function scanRadix(text: string, start: number, radix: string, accepts: (code: number) => boolean): number {
  let end = start + 2;
  do {
    if (text.charCodeAt(end) === Code.Underscore) end++;
    if (!accepts(text.charCodeAt(end))) failRadix(text, start, end, radix);
    while (accepts(text.charCodeAt(end))) end++;
  } while (text.charCodeAt(end) === Code.Underscore);
  if (isDigit(text.charCodeAt(end))) failRadix(text, start, end, radix);
  return end;
}

function failRadix(text: string, start: number, end: number, radix: string): never {
  const message = isDigit(text.charCodeAt(end))
    ? `invalid digit '${text[end]}' in ${radix} literal`
    : `invalid ${radix} literal`;
  throw new PythonSyntaxError(message, start, isNamePart(text.charCodeAt(end)) ? end + 1 : end);
}

function checkInteger(text: string, start: number, end: number): void {
  if (text.charCodeAt(start) === Code.Zero && /[1-9]/.test(text.slice(start, end))) {
    throw new PythonSyntaxError(
      'leading zeros in decimal integer literals are not permitted; use an 0o prefix for octal integers',
      start,
      end,
    );
  }
  if (end - start > MOST_DIGITS && text.slice(start, end).replaceAll('_', '').length > MOST_DIGITS) {
    throw new PythonSyntaxError(
      `Exceeds the limit (${MOST_DIGITS} digits) for integer string conversion - Consider hexadecimal for huge integer literals to avoid decimal conversion limits.`,
      start,
      end,
    );
  }
}
