import { RenderedText } from '../../core/rendered-text.ts';

// CPython 3.8 and 3.9 read a script without a coding comment in pieces of 8 KiB and refuse a line whose character is cut.
const PIECE = 8192;
const COOKIE = /^(?:[^\n]*\n)?[ \t\f]*#.*?coding[:=][ \t]*[-\w.]+/;

/** Length from which a line can be a piece long: a UTF-16 unit is at most three bytes. */
const LONG = 2700;

/** Whether a text has a line, not all ASCII, that is as long as what CPython reads at once. */
export function hasLongForeignLine(text: string): boolean {
  // In steps of many lines, because this looks at every text of the bundle.
  for (let start = 0; start + LONG <= text.length;) {
    const newline = text.lastIndexOf('\n', start + LONG - 1);
    if (newline >= start) {
      start = newline + 1;
      continue;
    }
    const end = text.indexOf('\n', start + LONG);
    const line = text.slice(start, end === -1 ? undefined : end);
    const bytes = Buffer.byteLength(line);
    if (bytes > line.length && bytes + 8 > PIECE) return true;
    start += line.length + 1;
  }
  return false;
}

/**
 * A bundle is UTF-8, so the comment that names the entry's encoding (PEP 263, on line 1 or 2) names that.
 * @param hasLongLines whether the bundle has lines that need such a comment
 */
export function withUtf8Cookie(prologue: RenderedText, hasLongLines: boolean): RenderedText {
  const { text } = prologue;
  const cookie = COOKIE.exec(text)?.[0];
  const result = new RenderedText();
  if (cookie !== undefined) {
    const [name] = /[-\w.]+$/.exec(cookie)!;
    return result
      .append(prologue, 0, cookie.length - name.length)
      .add('utf-8')
      .append(prologue, cookie.length);
  }
  if (!hasLongLines) return prologue;
  const shebang = /^#!.*\n/.exec(text)?.[0] ?? '';
  return result.append(prologue, 0, shebang.length).add('# -*- coding: utf-8 -*-\n').append(prologue, shebang.length);
}
