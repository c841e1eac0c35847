import { isUtf8 } from 'node:buffer';
import { decode as decodeBytes, encodingExists } from 'iconv-lite';
import { type Message, undecodableFile, unknownEncoding } from '../diagnostics.ts';

/** The text of a Python file, or what is wrong with its bytes and on which line (from 1). */
export type DecodedSource = { readonly text: string } | { readonly failure: Message; readonly line: number };

// PEP 263, as Parser/tokenizer.c reads it.
const CODING = /^[ \t\f]*#.*?coding[:=][ \t]*([-\w.]+)/;
const BLANK = /^[ \t\f]*(?:#.*)?$/;

// Python's names for encodings (Lib/encodings/aliases.py) where they differ from those of iconv.
const ALIASES: Record<string, string> = {
  u8: 'utf8',
  utf: 'utf8',
  utf8sig: 'utf8',
  cp65001: 'utf8',
  usascii: 'ascii',
  '646': 'ascii',
  l1: 'latin1',
  latin: 'latin1',
  '8859': 'latin1',
  cp819: 'latin1',
  iso88591: 'latin1',
  latin9: 'iso885915',
  l9: 'iso885915',
  ujis: 'eucjp',
  sjis: 'shiftjis',
  uhc: 'cp949',
  macroman: 'macintosh',
};

/** The encoding without case and punctuation, as both Python and iconv compare names. */
function canonicalEncoding(name: string): string {
  const key = name.toLowerCase().replaceAll(/[-_]/g, '');
  return ALIASES[key] ?? key;
}

/** The encoding that a comment on line 1 or 2 names, and the number of that line. */
function declaredEncoding(bytes: Buffer): { name: string; line: number } | undefined {
  let start = 0;
  for (let line = 1; line <= 2; line++) {
    const end = /[\r\n]/.exec(bytes.toString('latin1', start, start + 4096))?.index;
    const text = bytes.toString('latin1', start, end === undefined ? bytes.length : start + end);
    const name = CODING.exec(text)?.[1];
    if (name !== undefined) return { name, line };
    if (end === undefined || !BLANK.test(text)) return undefined;
    start += end + (bytes[start + end] === 13 && bytes[start + end + 1] === 10 ? 2 : 1);
  }
  return undefined;
}

function lineOf(bytes: Buffer, offset: number): number {
  let line = 1;
  for (let next = bytes.indexOf(10); next !== -1 && next < offset; next = bytes.indexOf(10, next + 1)) line++;
  return line;
}

/** Offset of the first byte that no valid UTF-8 text could have there. */
function firstInvalidByte(bytes: Buffer): number {
  let valid = 0;
  let invalid = bytes.length;
  // A cut can fall inside a character, so a prefix counts as valid when at most three bytes short of it are.
  const isValid = (length: number): boolean =>
    [0, 1, 2, 3].some((cut) => length >= cut && isUtf8(bytes.subarray(0, length - cut)));
  while (invalid - valid > 1) {
    const middle = (valid + invalid) >> 1;
    if (isValid(middle)) valid = middle;
    else invalid = middle;
  }
  while (valid > 0 && !isUtf8(bytes.subarray(0, valid))) valid--;
  return valid;
}

function decode(bytes: Buffer, encoding: string, declared: string, line: number): DecodedSource {
  const undecodable = (offset: number): DecodedSource => ({
    failure: undecodableFile(declared, bytes[offset], offset),
    line: lineOf(bytes, offset),
  });
  if (encoding === 'utf8')
    return isUtf8(bytes) ? { text: bytes.toString('utf8') } : undecodable(firstInvalidByte(bytes));
  const foreign = bytes.findIndex((byte) => byte > 127);
  if (encoding === 'ascii' && foreign !== -1) return undecodable(foreign);
  // Python refuses UTF-16 and UTF-32, whose bytes are no superset of ASCII's.
  if (/^(?:utf|ucs)/.test(encoding) || !encodingExists(encoding)) return { failure: unknownEncoding(declared), line };
  const text = decodeBytes(bytes, encoding, { stripBOM: false });
  // What has no meaning in an encoding becomes U+FFFD, which none but UTF-8 can spell.
  return text.includes('\uFFFD') ? undecodable(foreign) : { text };
}

/**
 * Decodes a Python file as CPython does: byte order mark, PEP 263 comment, else UTF-8. The result has no byte order
 * mark and `\n` for every line end.
 */
export function decodeSource(file: Uint8Array): DecodedSource {
  let bytes = Buffer.from(file.buffer, file.byteOffset, file.byteLength);
  const marked = bytes.length >= 3 && bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  if (marked) bytes = bytes.subarray(3);
  const declared = declaredEncoding(bytes);
  const encoding = declared === undefined ? 'utf8' : canonicalEncoding(declared.name);
  // Beside a byte order mark CPython takes this spelling only (Parser/tokenizer.c, `get_normal_name`).
  if (marked && declared !== undefined && !/^utf[-_]8(?:[-_]|$)/i.test(declared.name)) {
    return { failure: unknownEncoding(`${declared.name} with BOM`), line: declared.line };
  }
  const result = decode(bytes, encoding, declared?.name ?? 'utf-8', declared?.line ?? 1);
  if (!('text' in result) || !result.text.includes('\r')) return result;
  return { text: result.text.replace(/\r\n?/g, '\n') };
}
