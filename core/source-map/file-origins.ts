import { lowerBound } from '../lower-bound.ts';
import type { EditLayer, Module } from '../module.ts';
import type { Origin } from '../rendered-text.ts';
import type { SourceEdit } from '../source.ts';

/** Where a part of a rendered text comes from in a file. */
export type FileOrigin = Omit<Origin, 'module'>;

/** Goes back through the edits of a module's text, to the text of its file. */
export class FileOrigins {
  /** The text of the file, with `\n` line ends and without a byte order mark. */
  readonly text: string;
  /** The last one first. */
  readonly #layers: readonly ShiftedEdits[];

  constructor({ text, layers }: Pick<Module, 'text' | 'layers'>) {
    this.text = layers[0]?.original ?? text;
    this.#layers = layers.map((layer) => new ShiftedEdits(layer)).toReversed();
  }

  /** The parts of an origin that come from the file, in order. */
  of(origin: FileOrigin): readonly FileOrigin[] {
    let parts = [origin];
    for (const layer of this.#layers) parts = parts.flatMap((part) => layer.before(part));
    return parts;
  }
}

/** Edits with the offsets that they have in the edited text. */
class ShiftedEdits {
  readonly #edits: readonly SourceEdit[];
  readonly #starts: readonly number[];
  /** What is to be added to an offset behind an edit, to get that of the text before. */
  readonly #shifts: readonly number[];

  constructor({ edits }: EditLayer) {
    this.#edits = edits;
    const starts: number[] = [];
    const shifts: number[] = [];
    let shift = 0;
    for (const { start, end, text } of edits) {
      starts.push(start - shift);
      shift += end - start - text.length;
      shifts.push(shift);
    }
    this.#starts = starts;
    this.#shifts = shifts;
  }

  /** The parts of an origin in the edited text that come from the text before. */
  before(origin: FileOrigin): FileOrigin[] {
    const { offset, length, start, end, isCopy } = origin;
    if (!isCopy) {
      const range = { start: this.#offsetBefore(start, 'start'), end: this.#offsetBefore(end, 'end') };
      return range.start < range.end ? [{ offset, length, ...range, isCopy }] : [];
    }
    const parts: FileOrigin[] = [];
    let at = start;
    let index = lowerBound(this.#edits.length, (each) => this.#endOf(each) <= start);
    for (; index < this.#edits.length && this.#starts[index]! < end; index++) {
      const edited = this.#starts[index]!;
      if (edited > at) parts.push(this.#copied(origin, at, edited, index));
      const after = Math.min(end, this.#endOf(index));
      const first = Math.max(at, edited);
      const edit = this.#edits[index]!;
      if (edit.start < edit.end && first < after) {
        parts.push({
          offset: offset + first - start,
          length: after - first,
          start: edit.start,
          end: edit.end,
          isCopy: false,
        });
      }
      at = Math.max(at, after);
    }
    if (at < end) parts.push(this.#copied(origin, at, end, index));
    return parts;
  }

  #copied({ offset, start }: FileOrigin, from: number, to: number, index: number): FileOrigin {
    const shift = this.#shiftBefore(index);
    return { offset: offset + from - start, length: to - from, start: from + shift, end: to + shift, isCopy: true };
  }

  #endOf(index: number): number {
    return this.#starts[index]! + this.#edits[index]!.text.length;
  }

  #shiftBefore(index: number): number {
    return index === 0 ? 0 : this.#shifts[index - 1]!;
  }

  /** The offset before the edits; inside an edit its start or end. */
  #offsetBefore(offset: number, side: 'start' | 'end'): number {
    const index = lowerBound(this.#edits.length, (each) =>
      side === 'start' ? this.#endOf(each) <= offset : this.#endOf(each) < offset,
    );
    const isInside =
      index < this.#edits.length && (side === 'start' ? this.#starts[index]! <= offset : this.#starts[index]! < offset);
    return isInside ? this.#edits[index]![side] : offset + this.#shiftBefore(index);
  }
}
