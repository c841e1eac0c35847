import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readIfFile } from '../read-if-file.ts';

/** The text that a URL leads to, and the file that it is in, or why it leads to none. */
export type LinkedText =
  { readonly text: string; readonly file: string } | { readonly problem: string; readonly file: string };

/**
 * Reads what the comment at the end of a file links to: a map in the comment itself, or in a file. Nothing is fetched.
 * @param from absolute path of the file with the comment
 */
export function followUrl(url: string, from: string): LinkedText {
  const data = /^data:[^,]*?(?<base64>;base64)?,/i.exec(url);
  if (data === null && /^[a-z][a-z\d+.-]+:/i.test(url) && !url.startsWith('file:')) {
    return { problem: `${url} is not a file, and nothing is fetched`, file: from };
  }
  try {
    if (data !== null) {
      const rest = url.slice(data[0].length);
      const isBase64 = data.groups!.base64 !== undefined;
      return { text: isBase64 ? Buffer.from(rest, 'base64').toString() : decodeURIComponent(rest), file: from };
    }
    const file = url.startsWith('file:') ? fileURLToPath(url) : resolve(dirname(from), decodeURIComponent(url));
    const bytes = readIfFile(file);
    return bytes === undefined
      ? { problem: 'it is not there, or is no plain file', file }
      : { text: bytes.toString(), file };
  } catch {
    return { problem: 'the URL in its last line is none', file: from };
  }
}
