const NEWLINE = 10;
const COMMENT = Buffer.from('# sourceMappingURL=');

/** What a bundle says about its map. */
export interface MapComment {
  /** The URL as it stands there; nothing where the last line is no such comment. */
  readonly url: string | undefined;
  /** The bytes above the comment, of which a map has the digest; all bytes without a comment. */
  readonly code: Buffer;
}

/** Reads the comment that links a bundle to its map (ECMA-426, "Linking generated code to source maps"), on the last line. */
export function readMapComment(bytes: Buffer): MapComment {
  let end = bytes.length;
  while (end > 0 && (bytes[end - 1] === NEWLINE || bytes[end - 1] === 13)) end--;
  const start = bytes.lastIndexOf(NEWLINE, end - 1) + 1;
  const line = bytes.subarray(start, end);
  if (!line.subarray(0, COMMENT.length).equals(COMMENT)) return { url: undefined, code: bytes };
  return { url: line.toString('utf8', COMMENT.length).trim(), code: bytes.subarray(0, start) };
}
