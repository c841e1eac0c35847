import { isUtf8 } from 'node:buffer';
import { readFileSync } from 'node:fs';

/**
 * The text of a file about what is installed. It ought to be UTF-8; what is not becomes Latin-1, in which the fields that
 * matter are still to be read.
 * @returns `undefined` when there is no such file, or it cannot be read
 */
export function readText(file: string): string | undefined {
  try {
    const bytes = readFileSync(file);
    return isUtf8(bytes) ? bytes.toString('utf8').replace(/^\uFEFF/, '') : bytes.toString('latin1');
  } catch {
    return undefined;
  }
}
