import { Character, characterClasses, invalidCharacterIndex, isDigit, isIdentifier } from './character-classes.ts';
import {
  clearFormattedStrings,
  formattedDepth,
  inLiteral,
  requireFormattedStringsClosed,
  scanLiteralPart,
  startFormattedString,
} from './formatted-strings.ts';
import { bracketDepth, clearBrackets, requireBracketsClosed } from './brackets.ts';
import { scanOperator } from './operators.ts';
import { clearIndentation, closeIndentation, scanIndentation } from './indentation.ts';
import { intern, internString, NAME_HASH_FACTOR, NameFlag, nameFlags } from './interner.ts';
import { scanNumber } from './number-literals.ts';
import { checkEscape, stringPrefixFlags } from './string-literals.ts';
import { clearStringLines, pushStringLine } from './string-lines.ts';
import { PythonSyntaxError } from './syntax-error.ts';
import { clearTokens, pushToken, StringFlag, Token, tokenCount, tokenKinds } from './tokens.ts';

/** Names of the text that consist of underscores only, attributes aside. */
export const underscoreNames = new Set<number>();

/** Why the tokenizer stopped, when the last token is `Token.Error`. */
export let tokenizerError: PythonSyntaxError | undefined;

let text = '';
let length = 0;

/**
 * Fills the token arrays. Tokens are those of Python's own tokenizer without comments and line breaks that mean
 * nothing. It never throws: the parser comes to the error token, unless it finds something wrong before that.
 */
export function tokenize(source: string): void {
  text = source;
  length = source.length;
  clearTokens();
  clearBrackets();
  clearIndentation();
  clearFormattedStrings();
  clearStringLines();
  underscoreNames.clear();
  tokenizerError = undefined;
  try {
    const nullByte = source.indexOf('\0');
    if (nullByte >= 0) throw new PythonSyntaxError('source code cannot contain null bytes', nullByte);
    scan();
  } catch (error) {
    if (!(error instanceof PythonSyntaxError)) throw error;
    tokenizerError = error;
    pushToken(Token.Error, error.start, error.end, 0);
  }
  text = '';
}

function scan(): void {
  // The byte order mark may have been left in place.
  let offset = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  let atLineStart = true;
  for (;;) {
    if (inLiteral) {
      offset = scanLiteralPart(text, offset);
      continue;
    }
    if (atLineStart) {
      offset = scanIndentation(text, offset);
      atLineStart = false;
    }
    if (offset >= length) break;
    const code = text.charCodeAt(offset);
    const characterClass = code < 128 ? characterClasses[code] : Character.NameStart;
    if (characterClass === Character.NameStart) {
      offset = scanName(offset);
    } else if (code === 0x20 || code === 0x09 || code === 0x0c) {
      offset++;
    } else if (code === 0x0a || code === 0x0d) {
      const next = code === 0x0d && text.charCodeAt(offset + 1) === 0x0a ? offset + 2 : offset + 1;
      if (bracketDepth === 0) {
        pushToken(Token.NewLine, offset, next, 0);
        atLineStart = true;
      } else if (formattedDepth > 0) pushStringLine(next);
      offset = next;
    } else if (code === 0x23) {
      offset = endOfLine(text, offset);
    } else if (code === 0x22 || code === 0x27) {
      offset = scanString(offset, offset, 0);
    } else if (
      characterClass === Character.Digit ||
      (code === 0x2e && offset + 1 < length && isDigit(text.charCodeAt(offset + 1)))
    ) {
      const end = scanNumber(text, offset);
      pushToken(Token.Number, offset, end, 0);
      offset = end;
    } else if (code === 0x5c) {
      offset = skipContinuation(offset);
    } else offset = scanOperator(text, offset, code);
  }
  requireFormattedStringsClosed(text);
  requireBracketsClosed();
  // The last line may lack its line break.
  if (tokenCount > 0 && tokenKinds[tokenCount - 1] !== Token.NewLine) pushToken(Token.NewLine, length, length, 0);
  closeIndentation(length);
  pushToken(Token.EndOfFile, length, length, 0);
}

/** The offset of the line break, or of the end of the text. */
function endOfLine(source: string, start: number): number {
  let offset = start;
  while (offset < source.length) {
    const code = source.charCodeAt(offset);
    if (code === 0x0a || code === 0x0d) break;
    offset++;
  }
  return offset;
}

function scanName(start: number): number {
  const source = text;
  const end = length;
  let offset = start;
  let hash = 0;
  let code = 0;
  let isAscii = true;
  for (; offset < end; offset++) {
    code = source.charCodeAt(offset);
    if (code < 128) {
      if (characterClasses[code] === 0) break;
    } else isAscii = false;
    hash = (Math.imul(hash, NAME_HASH_FACTOR) + code) | 0;
  }
  if ((code === 0x22 || code === 0x27) && offset < end && offset - start <= 2) {
    const flags = stringPrefixFlags(text, start, offset);
    if (flags >= 0) return scanString(start, offset, flags);
  }
  const id = isAscii ? intern(source, start, offset, hash) : internNormalized(start, offset);
  if (id < Token.Yield - Token.False + 1) pushToken(Token.FirstKeyword + id, start, offset, id);
  else {
    if ((nameFlags[id] & NameFlag.OnlyUnderscores) !== 0 && !followsDot()) underscoreNames.add(id);
    pushToken(Token.Name, start, offset, id);
  }
  return offset;
}

function followsDot(): boolean {
  return tokenCount > 0 && tokenKinds[tokenCount - 1] === Token.Dot;
}

/** PEP 3131: identifiers are compared in the normal form NFKC. */
function internNormalized(start: number, end: number): number {
  const name = text.slice(start, end);
  if (!isIdentifier(name)) {
    const index = start + invalidCharacterIndex(name);
    const code = text.codePointAt(index)!;
    const character = String.fromCodePoint(code);
    const number = code.toString(16).toUpperCase().padStart(4, '0');
    throw new PythonSyntaxError(`invalid character '${character}' (U+${number})`, index, index + character.length);
  }
  return internString(name.normalize('NFKC'));
}

/** The end of the string whose prefix begins at `start` and whose quote is at `quoteOffset`. */
function scanString(start: number, quoteOffset: number, flags: number): number {
  if ((flags & StringFlag.Formatted) !== 0) return startFormattedString(text, start, quoteOffset, flags);
  const quote = text.charCodeAt(quoteOffset);
  const isTriple = text.charCodeAt(quoteOffset + 1) === quote && text.charCodeAt(quoteOffset + 2) === quote;
  let offset = quoteOffset + (isTriple ? 3 : 1);
  for (;;) {
    if (offset >= length) failUnterminated(start, isTriple);
    const code = text.charCodeAt(offset);
    if (code === quote) {
      offset++;
      if (!isTriple) break;
      if (text.charCodeAt(offset) !== quote || text.charCodeAt(offset + 1) !== quote) continue;
      offset += 2;
      break;
    }
    if (code === 0x5c) {
      if ((flags & StringFlag.Raw) === 0) checkEscape(text, offset, (flags & StringFlag.Bytes) !== 0);
      offset++;
      // What is escaped is looked at again, so that an escaped line break counts as a line.
      const escaped = text.charCodeAt(offset);
      if (escaped === 0x0a || escaped === 0x0d) offset = stringLineAfter(offset);
      else if (!(escaped >= 128)) offset++;
    } else if (code === 0x0a || code === 0x0d) {
      if (!isTriple) failUnterminated(start, false);
      offset = stringLineAfter(offset);
    } else {
      if (code >= 128 && (flags & StringFlag.Bytes) !== 0) {
        throw new PythonSyntaxError('bytes can only contain ASCII literal characters', start, offset + 1);
      }
      offset++;
    }
  }
  pushToken(Token.String, start, offset, flags);
  return offset;
}

function stringLineAfter(offset: number): number {
  const isPair = text.charCodeAt(offset) === 0x0d && text.charCodeAt(offset + 1) === 0x0a;
  const next = isPair ? offset + 2 : offset + 1;
  pushStringLine(next);
  return next;
}

function failUnterminated(start: number, isTriple: boolean): never {
  const end = isTriple ? length : endOfLine(text, start);
  const line = text.slice(0, end).split('\n').length;
  const kind = isTriple ? 'triple-quoted string' : 'string';
  throw new PythonSyntaxError(
    `unterminated ${kind} literal (detected at line ${line})`,
    start,
    isTriple ? start + 3 : end,
  );
}

/** The offset after a backslash and its line break. */
function skipContinuation(start: number): number {
  let offset = start + 1;
  if (text.charCodeAt(offset) === 0x0d) offset++;
  if (text.charCodeAt(offset) === 0x0a) offset++;
  if (offset === start + 1) {
    if (offset >= length) throw new PythonSyntaxError('unexpected EOF while parsing', start);
    throw new PythonSyntaxError('unexpected character after line continuation character', offset);
  }
  if (offset >= length) throw new PythonSyntaxError('unexpected EOF while parsing', start);
  if (formattedDepth > 0) pushStringLine(offset);
  return offset;
}
