import { readFileSync, statSync } from 'node:fs';

/** Bytes that no bundle has. */
const MOST_BYTES = 1 << 28;

/**
 * The bytes of a file; nothing where there is none, or no file. A text may name any file: what the system makes up has no
 * size, and reading it may never end.
 */
export function readIfFile(file: string): Buffer | undefined {
  try {
    const stats = statSync(file);
    if (!stats.isFile() || stats.size > MOST_BYTES) return undefined;
    return stats.size === 0 ? Buffer.alloc(0) : readFileSync(file);
  } catch {
    return undefined;
  }
}
