/** One change of a text, on the offsets of the text before any change; an insertion has `start === end`. */
export interface SourceEdit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  /** Name of the plugin that made it. */
  readonly plugin: string;
}

/**
 * The text of a module while plugins edit it. All offsets are UTF-16 offsets of the text as it was when the hook began,
 * whatever was edited since, so no plugin can lose the positions of another. Two edits of the same characters are an
 * error (`EDITS_OVERLAP`), as is one outside the text (`EDIT_OUTSIDE_TEXT`) or after the hook (`EDIT_TOO_LATE`).
 */
export interface Source {
  /** The text before any edit. */
  readonly original: string;
  /** Whether any plugin edited the text. */
  readonly changed: boolean;
  /** Puts `text` in place of the characters from `start` up to `end`. */
  replace(start: number, end: number, text: string): void;
  /** Takes out the characters from `start` up to `end`. */
  remove(start: number, end: number): void;
  /** Puts `text` before the character at `offset`, after what was inserted there before. */
  insert(offset: number, text: string): void;
  /** The text with all edits made so far. */
  toString(): string;
}
