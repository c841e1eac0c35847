import MagicString from 'magic-string';

/**
 * The text of a module while plugins edit it. All offsets are UTF-16 offsets of the text as it was loaded, whatever
 * was edited before, so no plugin can lose the positions of another.
 */
export class Source {
  /** The text before any edit. */
  readonly original: string;
  #edited: MagicString | undefined;

  constructor(original: string) {
    this.original = original;
  }

  /** Whether any plugin edited the text. */
  get changed(): boolean {
    return this.#edited !== undefined;
  }

  get #editor(): MagicString {
    return (this.#edited ??= new MagicString(this.original));
  }

  /** Puts `text` in place of the characters from `start` up to `end`. */
  replace(start: number, end: number, text: string): void {
    this.#editor.update(start, end, text);
  }

  /** Takes out the characters from `start` up to `end`. */
  remove(start: number, end: number): void {
    this.#editor.remove(start, end);
  }

  /** Puts `text` before the character at `offset`. */
  insert(offset: number, text: string): void {
    this.#editor.appendLeft(offset, text);
  }

  /** The text with all edits made. */
  toString(): string {
    return this.#edited?.toString() ?? this.original;
  }
}
