const NEWLINE = 10;

/** Bytes after which a line is no longer kept together: no traceback has such lines, and a file without any would fill the memory. */
const LONGEST = 1 << 20;

/** A line with its end, or a part of one that is too long. */
export interface InputLine {
  readonly bytes: Buffer;
  /** Whether these are all bytes of the line. */
  readonly isWhole: boolean;
}

/**
 * The lines of a stream, those of one chunk together. Only the last line may have no end. No byte is lost or added, and
 * not more than a chunk and 1 MiB are held.
 */
export async function* readLines(chunks: AsyncIterable<Buffer>): AsyncGenerator<readonly InputLine[]> {
  let kept: Buffer[] = [];
  let size = 0;
  let isTooLong = false;
  for await (const chunk of chunks) {
    const lines: InputLine[] = [];
    let start = 0;
    for (let end = chunk.indexOf(NEWLINE); end !== -1; end = chunk.indexOf(NEWLINE, start)) {
      const bytes = chunk.subarray(start, end + 1);
      lines.push({ bytes: kept.length === 0 ? bytes : Buffer.concat([...kept, bytes]), isWhole: !isTooLong });
      kept = [];
      size = 0;
      isTooLong = false;
      start = end + 1;
    }
    if (start < chunk.length) {
      kept.push(chunk.subarray(start));
      size += chunk.length - start;
    }
    if (size > LONGEST) {
      lines.push({ bytes: Buffer.concat(kept), isWhole: false });
      kept = [];
      size = 0;
      isTooLong = true;
    }
    if (lines.length > 0) yield lines;
  }
  if (kept.length > 0) yield [{ bytes: Buffer.concat(kept), isWhole: !isTooLong }];
}
