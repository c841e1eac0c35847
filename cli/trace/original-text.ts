import { decodeSource } from '../../core/python/decode-source.ts';
import { sha256 } from '../../core/source-map/file-digest.ts';
import type { MapSource } from '../../core/source-map/source-list.ts';
import { readIfFile } from '../../core/read-if-file.ts';

/** What an original file is found to be. */
export interface OriginalText {
  /** The lines as they were bundled; nothing where nobody has them. */
  readonly lines: readonly string[] | undefined;
  /** What became of the file since: is it as it was, another one, or not there? */
  readonly state: 'same' | 'changed' | 'missing';
}

function textOf(bytes: Buffer): string | undefined {
  const decoded = decodeSource(bytes);
  return 'text' in decoded ? decoded.text : undefined;
}

/** Reads what is known of an original: the file as it was bundled, else the text in the map. */
export function readOriginal(source: MapSource): OriginalText {
  const bytes = source.isFile ? readIfFile(source.path) : undefined;
  const isAsBundled = bytes !== undefined && (source.digest === undefined || sha256(bytes) === source.digest);
  // Without a digest nothing tells whether the file is still the one that was bundled; what the map has is.
  const text = isAsBundled
    ? source.digest === undefined
      ? (source.content ?? textOf(bytes))
      : textOf(bytes)
    : source.content;
  const state = isAsBundled ? 'same' : bytes === undefined ? 'missing' : 'changed';
  return { lines: text?.split(/\r\n?|\n/), state };
}
