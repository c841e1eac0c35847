import type { Module } from '../../core/module.ts';

// CPython 3.8 and 3.9 read a script without a coding comment in pieces of 8 KiB and refuse a line whose character is cut.
const PIECE = 8192;
const COOKIE = /^(?:[^\n]*\n)?[ \t\f]*#.*?coding[:=][ \t]*[-\w.]+/;

function hasLongForeignLine({ text }: Module): boolean {
  // At most three bytes a UTF-16 unit.
  for (const [line] of text.matchAll(/[^\n]{2700,}/g)) {
    const bytes = Buffer.byteLength(line);
    if (bytes > line.length && bytes + 8 > PIECE) return true;
  }
  return false;
}

/** A bundle is UTF-8, so the comment that names the entry's encoding (PEP 263, on line 1 or 2) names that. */
export function withUtf8Cookie(prologue: string, modules: readonly Module[]): string {
  const cookie = COOKIE.exec(prologue)?.[0];
  if (cookie !== undefined) return cookie.replace(/[-\w.]+$/, 'utf-8') + prologue.slice(cookie.length);
  if (!modules.some(hasLongForeignLine)) return prologue;
  const shebang = /^#!.*\n/.exec(prologue)?.[0] ?? '';
  return `${shebang}# -*- coding: utf-8 -*-\n${prologue.slice(shebang.length)}`;
}
