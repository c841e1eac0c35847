import { lowerBound } from './lower-bound.ts';

/** The lines of a text, counted from 0. */
export class TextLines {
  /** Each without its line end. */
  readonly texts: readonly string[];
  /** Their offsets. */
  readonly starts: readonly number[];

  constructor(text: string) {
    this.texts = text.split('\n');
    const starts: number[] = [];
    let start = 0;
    for (const line of this.texts) {
      starts.push(start);
      start += line.length + 1;
    }
    this.starts = starts;
  }

  /** The line that an offset is in; a line end belongs to the line that it ends. */
  indexAt(offset: number): number {
    return lowerBound(this.starts.length, (index) => this.starts[index]! <= offset) - 1;
  }
}
