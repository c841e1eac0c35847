import { isUtf8 } from 'node:buffer';
import { lstatSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { decode, encodingExists } from 'iconv-lite';
import type { Release } from './release.ts';
import { isAtLeast } from './release.ts';

/** A line of a `.pth` file that means something. */
export interface PthLine {
  readonly text: string;
  /** Counts from 1. */
  readonly number: number;
  /** Whether Python would run it, as against a path. */
  readonly isCode: boolean;
}

/**
 * The lines of a `.pth` file as `site.addpackage` reads them (Lib/site.py): blank lines and those that begin with `#`
 * mean nothing, those that begin with `import` and a space or tab are code.
 * @returns none for a file that cannot be read
 */
export function pthLines(file: string, release: Release | undefined): PthLine[] {
  // 3.13 and the last releases before it do not read hidden files (python/cpython#113659).
  if (basename(file).startsWith('.') && skipsHiddenFiles(release)) return [];
  let text: string;
  try {
    if (!lstatSync(file).isFile() && !lstatSync(file).isSymbolicLink()) return [];
    text = decodePth(readFileSync(file), release);
  } catch {
    return [];
  }
  // 3.13 reads bytes and splits with `str.splitlines`, which knows more ends of lines than a text file does.
  const ends = isAtLeast(release, [3, 13]) ? /\r\n|[\n\r\v\f\x1C-\x1E\x85\u2028\u2029]/ : /\r\n|\n|\r/;
  return text.split(ends).flatMap((line, index) => {
    if (line.startsWith('#') || line.trim() === '') return [];
    return [{ text: line.trimEnd(), number: index + 1, isCode: /^import[ \t]/.test(line) }];
  });
}

function skipsHiddenFiles(release: Release | undefined): boolean {
  if (release?.[2] === undefined) return true;
  const [, minor, micro] = release;
  const since = { 8: 19, 9: 19, 10: 14, 11: 8, 12: 2 }[minor];
  return since === undefined || micro >= since;
}

/** UTF-8 with or without a mark, else the encoding of the locale; before 3.13 only the latter, which mostly is UTF-8. */
function decodePth(bytes: Buffer, release: Release | undefined): string {
  if (!isUtf8(bytes)) return decode(bytes, localeEncoding());
  const text = bytes.toString('utf8');
  return isAtLeast(release, [3, 13]) ? text.replace(/^\uFEFF/, '') : text;
}

function localeEncoding(): string {
  const { LC_ALL, LC_CTYPE, LANG } = process.env;
  const [, encoding] = /\.([^@]+)/.exec(LC_ALL || LC_CTYPE || LANG || '') ?? [];
  return encoding !== undefined && !/^utf/i.test(encoding) && encodingExists(encoding) ? encoding : 'windows-1252';
}
