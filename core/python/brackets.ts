import { PythonSyntaxError } from './syntax-error.ts';

/** `MAXLEVEL` of CPython's Parser/tokenizer.h. */
const MOST_BRACKETS = 200;

const codes = new Uint8Array(MOST_BRACKETS);
const offsets = new Int32Array(MOST_BRACKETS);
/** How many brackets are open, the braces of f-string fields included. */
export let bracketDepth = 0;

export function clearBrackets(): void {
  bracketDepth = 0;
}

export function openBracket(code: number, offset: number): void {
  if (bracketDepth === MOST_BRACKETS) throw new PythonSyntaxError('too many nested parentheses', offset);
  codes[bracketDepth] = code;
  offsets[bracketDepth++] = offset;
}

export function closeBracket(text: string, code: number, offset: number): void {
  if (bracketDepth === 0) throw new PythonSyntaxError(`unmatched '${String.fromCharCode(code)}'`, offset);
  bracketDepth--;
  // `(` and `)` are neighbours in ASCII; the others have one character between them.
  const opening = codes[bracketDepth];
  if (code === opening + (opening === 0x28 ? 1 : 2)) return;
  const line = lineNumber(text, offsets[bracketDepth]);
  const place = line === lineNumber(text, offset) ? '' : ` on line ${line}`;
  throw new PythonSyntaxError(
    `closing parenthesis '${String.fromCharCode(code)}' does not match opening parenthesis '${String.fromCharCode(opening)}'${place}`,
    offset,
  );
}

/** The field of an f-string ends: its brace is the innermost bracket. */
export function closeFieldBrace(): void {
  bracketDepth--;
}

export function requireBracketsClosed(): void {
  if (bracketDepth === 0) return;
  const offset = offsets[bracketDepth - 1];
  throw new PythonSyntaxError(`'${String.fromCharCode(codes[bracketDepth - 1])}' was never closed`, offset);
}

/** The 1-based number of the line that `offset` is on. */
export function lineNumber(text: string, offset: number): number {
  let line = 1;
  for (let index = text.indexOf('\n'); index !== -1 && index < offset; index = text.indexOf('\n', index + 1)) line++;
  return line;
}
