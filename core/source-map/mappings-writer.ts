const DIGITS = Buffer.from('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/');
const COMMA = 44;
const SEMICOLON = 59;
/** More than one segment takes: five numbers of at most seven digits, and what stands between. */
const LONGEST_SEGMENT = 64;

/** Writes the `mappings` of a source map (ECMA-426): lines and columns from 0, each relative to the one before. */
export class MappingsWriter {
  #bytes = Buffer.allocUnsafe(1 << 16);
  #length = 0;
  #isFirstOfLine = true;
  /** Whether what follows on the line would be taken for a part of the last segment. */
  #isMapped = false;
  #column = 0;
  #source = 0;
  #sourceLine = 0;
  #sourceColumn = 0;
  #name = 0;

  get isMapped(): boolean {
    return this.#isMapped;
  }

  /** Ends lines. */
  addLines(count: number): void {
    if (count === 0) return;
    this.#reserve(count);
    this.#bytes.fill(SEMICOLON, this.#length, this.#length + count);
    this.#length += count;
    this.#isFirstOfLine = true;
    this.#isMapped = false;
    this.#column = 0;
  }

  /** Says where what begins in a column comes from, and what its name was there. */
  addSegment(column: number, source: number, line: number, sourceColumn: number, name = -1): void {
    this.#begin(column);
    this.#number(source - this.#source);
    this.#number(line - this.#sourceLine);
    this.#number(sourceColumn - this.#sourceColumn);
    this.#source = source;
    this.#sourceLine = line;
    this.#sourceColumn = sourceColumn;
    if (name >= 0) {
      this.#number(name - this.#name);
      this.#name = name;
    }
    this.#isMapped = true;
  }

  /** Says that what begins in a column comes from nowhere. */
  addEnd(column: number): void {
    this.#begin(column);
    this.#isMapped = false;
  }

  /** What has been written, which is ASCII. */
  bytes(): Buffer {
    return this.#bytes.subarray(0, this.#length);
  }

  #begin(column: number): void {
    this.#reserve(LONGEST_SEGMENT);
    if (!this.#isFirstOfLine) this.#bytes[this.#length++] = COMMA;
    this.#isFirstOfLine = false;
    this.#number(column - this.#column);
    this.#column = column;
  }

  /** A number in base 64, five bits a digit, the sign in the lowest one. */
  #number(value: number): void {
    let rest = value < 0 ? -value * 2 + 1 : value * 2;
    for (; rest > 31; rest >>>= 5) this.#bytes[this.#length++] = DIGITS[(rest & 31) | 32]!;
    this.#bytes[this.#length++] = DIGITS[rest]!;
  }

  #reserve(count: number): void {
    if (this.#length + count <= this.#bytes.length) return;
    const larger = Buffer.allocUnsafe(Math.max(this.#bytes.length * 2, this.#length + count));
    this.#bytes.copy(larger, 0, 0, this.#length);
    this.#bytes = larger;
  }
}
