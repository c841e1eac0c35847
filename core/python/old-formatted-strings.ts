/*
 * Until 3.11 an f-string was one token, and its fields were cut out of it by a small scanner (`fstring_find_expr` in
 * CPython's Parser/string_parser.c). This is that scanner, for an f-string that 3.12 accepts: what is wrong with the
 * expressions themselves shows elsewhere.
 */

const SINGLE_QUOTE = 0x27;
const DOUBLE_QUOTE = 0x22;
const BACKSLASH = 0x5c;

let text = '';
/** Where the content ends, at the closing quotes. */
let limit = 0;
let isRaw = false;

/** Whether 3.8 to 3.11 take the f-string from `start` (its prefix) to `end`, whose text begins at `content`. */
export function isFormattedStringBefore312(source: string, start: number, content: number, end: number): boolean {
  const quote = source.charCodeAt(content - 1);
  const isTriple = source.charCodeAt(content - 2) === quote && source.charCodeAt(content - 3) === quote;
  text = source;
  limit = end - (isTriple ? 3 : 1);
  isRaw = /r/i.test(source.slice(start, content));
  const accepted = closesAtLimit(content, quote, isTriple) && literal(content, 0) === limit;
  text = '';
  return accepted;
}

/** Whether the quotes that end the token, for a scanner that knows no fields, are those at `limit`. */
function closesAtLimit(content: number, quote: number, isTriple: boolean): boolean {
  for (let offset = content; offset < limit; offset++) {
    const code = text.charCodeAt(offset);
    if (code === BACKSLASH) offset++;
    else if (isTriple) {
      if (code === quote && text.charCodeAt(offset + 1) === quote && text.charCodeAt(offset + 2) === quote)
        return false;
    } else if (code === quote || code === 0x0a || code === 0x0d) return false;
  }
  return true;
}

/** The offset where literal text at a level of specification ends, or -1. */
function literal(start: number, level: number): number {
  let offset = start;
  while (offset < limit) {
    const code = text.charCodeAt(offset);
    if (code === BACKSLASH && !isRaw) {
      if (text.charCodeAt(offset + 1) === 0x4e) offset = text.indexOf('}', offset) + 1;
      else offset += text.charCodeAt(offset + 1) === 0x7b ? 1 : 2;
    } else if (code === 0x7b) {
      if (level === 0 && text.charCodeAt(offset + 1) === 0x7b) offset += 2;
      else {
        offset = field(offset + 1, level);
        if (offset < 0) return -1;
      }
    } else if (code === 0x7d) {
      if (level > 0) return offset;
      offset += 2;
    } else offset++;
  }
  return offset;
}

/** The offset after the closing brace of a field, or -1. */
function field(start: number, level: number): number {
  if (level >= 2) return -1;
  let offset = expression(start);
  if (offset < 0) return -1;
  if (text.charCodeAt(offset) === 0x3d) {
    offset++;
    while (/\s/.test(text.charAt(offset))) offset++;
  }
  if (text.charCodeAt(offset) === 0x21) offset += 2;
  if (text.charCodeAt(offset) === 0x3a) offset = literal(offset + 1, level + 1);
  return offset >= 0 && offset < limit && text.charCodeAt(offset) === 0x7d ? offset + 1 : -1;
}

/** The offset of the character that ends the expression, or -1 where a backslash or a comment stands in it. */
function expression(start: number): number {
  let depth = 0;
  for (let offset = start; offset < limit; offset++) {
    const code = text.charCodeAt(offset);
    if (code === BACKSLASH || code === 0x23) return -1;
    if (code === SINGLE_QUOTE || code === DOUBLE_QUOTE) {
      offset = quoted(offset, code);
      if (offset < 0) return -1;
    } else if (code === 0x28 || code === 0x5b || code === 0x7b) depth++;
    else if (depth > 0) {
      if (code === 0x29 || code === 0x5d || code === 0x7d) depth--;
    } else if (code === 0x21 || code === 0x3d || code === 0x3c || code === 0x3e) {
      if (text.charCodeAt(offset + 1) === 0x3d) offset++;
      else if (code === 0x21 || code === 0x3d) return offset;
    } else if (code === 0x3a || code === 0x7d) return offset;
  }
  return -1;
}

/** The offset of the last quote of the string inside a field that begins at `start`, or -1. */
function quoted(start: number, quote: number): number {
  const isTriple = text.charCodeAt(start + 1) === quote && text.charCodeAt(start + 2) === quote;
  for (let offset = start + (isTriple ? 3 : 1); offset < limit; offset++) {
    const code = text.charCodeAt(offset);
    if (code === BACKSLASH) return -1;
    if (code !== quote) continue;
    if (!isTriple) return offset;
    if (text.charCodeAt(offset + 1) === quote && text.charCodeAt(offset + 2) === quote) return offset + 2;
  }
  return -1;
}
