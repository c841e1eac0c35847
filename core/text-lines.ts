import { lowerBound } from './lower-bound.ts';

/** The lines of a text, counted from 0. */
export class TextLines {
  /** Their offsets. */
  readonly starts: readonly number[];
  readonly #text: string;
  #texts: readonly string[] | undefined;

  constructor(text: string) {
    this.#text = text;
    const starts = [0];
    for (let end = text.indexOf('\n'); end !== -1; end = text.indexOf('\n', end + 1)) starts.push(end + 1);
    this.starts = starts;
  }

  /** Each without its line end. */
  get texts(): readonly string[] {
    return (this.#texts ??= this.#text.split('\n'));
  }

  /** The line that an offset is in; a line end belongs to the line that it ends. */
  indexAt(offset: number): number {
    return lowerBound(this.starts.length, (index) => this.starts[index]! <= offset) - 1;
  }
}
