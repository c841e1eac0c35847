import { copyInto } from './tokens.ts';

let lines = new Int32Array(1 << 12);
let count = 0;

export function clearStringLines(): void {
  count = 0;
}

/** A line that begins at `offset` begins inside a string. */
export function pushStringLine(offset: number): void {
  if (count === lines.length) lines = copyInto(new Int32Array(count * 2), lines);
  lines[count++] = offset;
}

export function recordedStringLines(): Int32Array {
  return lines.slice(0, count);
}
