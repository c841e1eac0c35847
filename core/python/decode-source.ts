import { isUtf8 } from 'node:buffer';
import { type Message, undecodableFile, unknownEncoding } from '../diagnostics.ts';

/** The text of a Python file, or what is wrong with its bytes and on which line (from 1). */
export type DecodedSource = { readonly text: string } | { readonly failure: Message; readonly line: number };

// PEP 263, as Parser/tokenizer.c reads it.
const CODING = /^[ \t\f]*#.*?coding[:=][ \t]*([-\w.]+)/;
const BLANK = /^[ \t\f]*(?:#.*)?$/;

// Python's names for encodings (Lib/encodings/aliases.py) where they differ from those of the Encoding Standard.
const ALIASES: Record<string, string> = {
  'utf8': 'utf-8', 'u8': 'utf-8', 'utf': 'utf-8', 'utf-8-sig': 'utf-8', 'cp65001': 'utf-8',
  'us-ascii': 'ascii', '646': 'ascii', 'iso646-us': 'ascii', 'ansi-x3.4-1968': 'ascii',
  'latin-1': 'latin1', 'iso-8859-1': 'latin1', 'iso8859-1': 'latin1', 'l1': 'latin1', 'latin': 'latin1', '8859': 'latin1', 'cp819': 'latin1',
  'latin-2': 'iso-8859-2', 'latin2': 'iso-8859-2', 'latin-9': 'iso-8859-15', 'latin9': 'iso-8859-15', 'cyrillic': 'iso-8859-5',
  'cp932': 'shift_jis', 'ms932': 'shift_jis', 'sjis': 'shift_jis', 's-jis': 'shift_jis', 'shift-jis': 'shift_jis',
  'ujis': 'euc-jp', 'eucjp': 'euc-jp', 'cp949': 'euc-kr', 'uhc': 'euc-kr', 'ks-c-5601': 'euc-kr', 'euckr': 'euc-kr',
  'cp936': 'gbk', 'ms936': 'gbk', '936': 'gbk', 'gb2312': 'gbk', 'euc-cn': 'gbk', 'chinese': 'gbk', 'cp950': 'big5', 'big5-tw': 'big5',
  'cp866': 'ibm866', '866': 'ibm866', 'mac-roman': 'macintosh', 'macroman': 'macintosh', 'koi8-r': 'koi8-r', 'cskoi8r': 'koi8-r',
}; // prettier-ignore

/** Python's normal form of an encoding's name, in the spelling of the Encoding Standard where that knows it. */
function canonicalEncoding(name: string): string {
  const key = name.toLowerCase().replaceAll('_', '-');
  const known = ALIASES[key];
  if (known !== undefined) return known;
  const iso = /^(?:iso-?8859-?|8859-)(\d+)$/.exec(key);
  if (iso !== null) return `iso-8859-${iso[1]}`;
  const windows = /^(?:cp|windows-?)(125\d)$/.exec(key);
  return windows === null ? key : `windows-${windows[1]}`;
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
  const isValid = (length: number): boolean => [0, 1, 2, 3].some((cut) => length >= cut && isUtf8(bytes.subarray(0, length - cut)));
  while (invalid - valid > 1) {
    const middle = (valid + invalid) >> 1;
    if (isValid(middle)) valid = middle;
    else invalid = middle;
  }
  while (valid > 0 && !isUtf8(bytes.subarray(0, valid))) valid--;
  return valid;
}

function decode(bytes: Buffer, encoding: string, declared: string, line: number): DecodedSource {
  if (encoding === 'utf-8' || encoding === 'ascii') {
    const invalid = encoding === 'ascii' ? bytes.findIndex((byte) => byte > 127) : isUtf8(bytes) ? -1 : firstInvalidByte(bytes);
    if (invalid === -1) return { text: bytes.toString('utf8') };
    return { failure: undecodableFile(encoding, bytes[invalid], invalid), line: lineOf(bytes, invalid) };
  }
  // The Encoding Standard reads "latin1" as windows-1252; Python's latin-1 is ISO 8859-1 itself.
  if (encoding === 'latin1') return { text: bytes.toString('latin1') };
  let decoder: InstanceType<typeof TextDecoder>;
  try {
    decoder = new TextDecoder(encoding, { fatal: true, ignoreBOM: true });
  } catch {
    return { failure: unknownEncoding(declared), line };
  }
  try {
    return { text: decoder.decode(bytes) };
  } catch {
    return { failure: undecodableFile(declared, bytes.find((byte) => byte > 127) ?? 0, bytes.findIndex((byte) => byte > 127)), line };
  }
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
  const encoding = declared === undefined ? 'utf-8' : canonicalEncoding(declared.name);
  if (marked && encoding !== 'utf-8') return { failure: unknownEncoding(`${declared!.name} with BOM`), line: declared!.line };
  const result = decode(bytes, encoding, declared?.name ?? encoding, declared?.line ?? 1);
  if (!('text' in result) || !result.text.includes('\r')) return result;
  return { text: result.text.replace(/\r\n?/g, '\n') };
}
