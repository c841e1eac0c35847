import { isUtf8 } from 'node:buffer';
import { readFileSync } from 'node:fs';

/** The bytes of a file about what is installed; `undefined` when there is no such file, or it cannot be read. */
export function readBytes(file: string): Buffer | undefined {
  try {
    return readFileSync(file);
  } catch {
    return undefined;
  }
}

/** Their text. It ought to be UTF-8; what is not becomes Latin-1, in which the fields that matter are still to be read. */
export function decodeText(bytes: Buffer): string {
  return isUtf8(bytes) ? bytes.toString('utf8').replace(/^\uFEFF/, '') : bytes.toString('latin1');
}

/** The text of a file about what is installed; `undefined` as of `readBytes`. */
export function readText(file: string): string | undefined {
  const bytes = readBytes(file);
  return bytes && decodeText(bytes);
}
