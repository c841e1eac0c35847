import MagicString from 'magic-string';
import { codeFrame, placeOf } from './code-frame.ts';
import { editOutsideText, editTooLate, editsOverlap, error, invalidArgument } from './diagnostics.ts';
import type { Source, SourceEdit } from './source.ts';

/** A `Source` as the host holds it. */
export class SourceText implements Source {
  readonly original: string;
  /** The plugin whose hook is running. */
  editor = '';
  /** Sorted by `start`; insertions at one offset in the order in which they were made. */
  readonly #edits: SourceEdit[] = [];
  #sealed = false;

  constructor(original: string) {
    this.original = original;
  }

  get changed(): boolean {
    return this.#edits.length > 0;
  }

  get edits(): readonly SourceEdit[] {
    return this.#edits;
  }

  replace(start: number, end: number, text: string): void {
    this.#add({ start, end, text, plugin: this.editor });
  }

  remove(start: number, end: number): void {
    this.replace(start, end, '');
  }

  insert(offset: number, text: string): void {
    this.replace(offset, offset, text);
  }

  toString(): string {
    if (!this.changed) return this.original;
    const editor = new MagicString(this.original);
    for (const { start, end, text } of this.#edits) {
      if (start === end) editor.appendLeft(start, text);
      else if (text === '') editor.remove(start, end);
      else editor.update(start, end, text);
    }
    return editor.toString();
  }

  /** Ends the time for edits. */
  seal(): void {
    this.#sealed = true;
  }

  #add(edit: SourceEdit): void {
    const { start, end, text, plugin } = edit;
    if (this.#sealed) error(editTooLate());
    if (typeof text !== 'string') error(invalidArgument('The source', 'no string as the text of an edit'));
    const isInside = Number.isInteger(start) && Number.isInteger(end) && start >= 0 && start <= end;
    if (!isInside || end > this.original.length) {
      error(editOutsideText(plugin, start, end, this.original.length));
    }
    if (start === end && text === '') return;
    let index = this.#edits.length;
    while (index > 0 && isAfter(this.#edits[index - 1]!, edit)) index--;
    for (const other of [this.#edits[index - 1], this.#edits[index]]) {
      if (other === undefined || !overlap(other, edit)) continue;
      const frame = codeFrame(this.original, edit);
      error({ ...editsOverlap(other.plugin, plugin), ...placeOf(this.original, start), frame });
    }
    this.#edits.splice(index, 0, edit);
  }
}

/** Whether an edit that is there comes after a new one. Insertions come before what is replaced at the same offset. */
function isAfter(there: SourceEdit, added: SourceEdit): boolean {
  if (there.start !== added.start) return there.start > added.start;
  return added.start === added.end && there.end > there.start;
}

function overlap(one: SourceEdit, other: SourceEdit): boolean {
  return one.start < other.end && other.start < one.end;
}
