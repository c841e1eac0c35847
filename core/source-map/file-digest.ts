import { createHash } from 'node:crypto';

/** What tells whether a file is still the one that a map was made of. */
export interface FileDigest {
  /** SHA-256 of its bytes, in hex. */
  readonly file: string;
  /** The same without the comment at its end that names its map, if it has one. */
  readonly aboveComment: string | undefined;
}

export const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

export function fileDigest(bytes: Uint8Array): FileDigest {
  const end = mapCommentStart(bytes);
  return { file: sha256(bytes), aboveComment: end === undefined ? undefined : sha256(bytes.subarray(0, end)) };
}

const marker = Buffer.from('# sourceMappingURL=');

/** Where the last line of a file begins, if that is a comment that names its map. */
export function mapCommentStart(bytes: Uint8Array): number | undefined {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const start = text.lastIndexOf(marker);
  if (start < 0 || (start > 0 && text[start - 1] !== NEWLINE)) return undefined;
  const end = text.indexOf(NEWLINE, start);
  return end < 0 || text.subarray(end).toString('latin1').trim() === '' ? start : undefined;
}

const NEWLINE = 10;
