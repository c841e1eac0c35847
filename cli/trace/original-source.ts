import { readFileSync, statSync } from 'node:fs';
import { decodeSource } from '../../core/python/decode-source.ts';
import { digest } from './digest.ts';

/** A file that a map leads to. */
export interface OriginalSource {
  /** Absolute path, or the URL that a map has for what is no file. */
  readonly path: string;
  readonly isFile: boolean;
  /** SHA-256 of the file when it was bundled, where the map says it. */
  readonly digest: string | undefined;
  /** The text, where the map carries it. */
  readonly content: string | undefined;
}

/** What an original file is found to be. */
export interface OriginalText {
  /** The lines as they were bundled; nothing where nobody has them. */
  readonly lines: readonly string[] | undefined;
  /** What became of the file since: is it as it was, another one, or not there? */
  readonly state: 'same' | 'changed' | 'missing';
}

function readFile(path: string): Buffer | undefined {
  try {
    // A path of a map must not make the command wait for a pipe, or read a device.
    return statSync(path).isFile() ? readFileSync(path) : undefined;
  } catch {
    return undefined;
  }
}

function textOf(bytes: Buffer): string | undefined {
  const decoded = decodeSource(bytes);
  return 'text' in decoded ? decoded.text : undefined;
}

/** Reads what is known of an original: the file as it was bundled, else the text in the map. */
export function readOriginal(source: OriginalSource): OriginalText {
  const bytes = source.isFile ? readFile(source.path) : undefined;
  const isAsBundled = bytes !== undefined && (source.digest === undefined || digest(bytes) === source.digest);
  // Without a digest nothing tells whether the file is still the one that was bundled; what the map has is.
  const text = isAsBundled
    ? source.digest === undefined
      ? (source.content ?? textOf(bytes))
      : textOf(bytes)
    : source.content;
  const state = isAsBundled ? 'same' : bytes === undefined ? 'missing' : 'changed';
  return { lines: text?.split(/\r\n?|\n/), state };
}
