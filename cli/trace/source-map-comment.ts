import { mapCommentStart } from '../../core/source-map/file-digest.ts';

/** What a bundle says about its map. */
export interface MapComment {
  /** The URL as it stands there; nothing where the last line is no such comment. */
  readonly url: string | undefined;
  /** The bytes above the comment, of which a map has the digest; all bytes without a comment. */
  readonly code: Buffer;
}

/** Reads the comment on the last line that links a bundle to its map (ECMA-426, "Linking generated code to source maps"). */
export function readMapComment(bytes: Buffer): MapComment {
  const start = mapCommentStart(bytes);
  if (start === undefined) return { url: undefined, code: bytes };
  return {
    url: bytes.toString('utf8', start).slice('# sourceMappingURL='.length).trim(),
    code: bytes.subarray(0, start),
  };
}
