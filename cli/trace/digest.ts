import { createHash } from 'node:crypto';

/** The SHA-256 of bytes, in hexadecimal digits. */
export function digest(bytes: string | Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
