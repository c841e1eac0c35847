import { lowerBound } from './lower-bound.ts';
import type { Module } from './module.ts';

/** Where a part of a rendered text comes from. */
export interface Origin {
  /** Offset in the rendered text. */
  readonly offset: number;
  readonly length: number;
  readonly module: Module;
  /** The range of the module's text that stands there, or that the part stands for. */
  readonly start: number;
  readonly end: number;
  /** Whether the part is that range as it is. */
  readonly isCopy: boolean;
}

/** A text with where its parts come from, which a source map is made of. */
export interface Rendered {
  readonly text: string;
  /** In the order of the text; what is between them comes from nowhere. */
  readonly origins: readonly Origin[];
}

/** A text that is put together of parts of modules' texts and others. */
export class RenderedText implements Rendered {
  #text = '';
  readonly #origins: Origin[] = [];

  get text(): string {
    return this.#text;
  }

  get origins(): readonly Origin[] {
    return this.#origins;
  }

  /** Adds text that comes from nowhere. */
  add(text: string): this {
    this.#text += text;
    return this;
  }

  /** Adds a range of a module's text. */
  copy(module: Module, start: number, end: number): this {
    if (start >= end) return this;
    const offset = this.#text.length;
    const last = this.#origins.at(-1);
    if (last?.isCopy === true && last.module === module && last.end === start && last.offset + last.length === offset) {
      this.#origins[this.#origins.length - 1] = { ...last, length: last.length + end - start, end };
    } else this.#origins.push({ offset, length: end - start, module, start, end, isCopy: true });
    this.#text += module.text.slice(start, end);
    return this;
  }

  /** Adds text that stands for a range of a module's text. */
  replace(module: Module, start: number, end: number, text: string): this {
    if (start < end && text !== '') {
      this.#origins.push({ offset: this.#text.length, length: text.length, module, start, end, isCopy: false });
    }
    this.#text += text;
    return this;
  }

  /** Adds a range of another such text. @default all of it */
  append(other: Rendered, from = 0, to: number = other.text.length): this {
    const shift = this.#text.length - from;
    const { origins } = other;
    let index = lowerBound(origins.length, (at) => origins[at]!.offset + origins[at]!.length <= from);
    for (; index < origins.length && origins[index]!.offset < to; index++) {
      const { offset, length, module, start, end, isCopy } = origins[index]!;
      const [first, after] = [Math.max(offset, from), Math.min(offset + length, to)];
      const range = isCopy ? { start: start + first - offset, end: start + after - offset } : { start, end };
      this.#origins.push({ offset: first + shift, length: after - first, module, ...range, isCopy });
    }
    this.#text += other.text.slice(from, to);
    return this;
  }
}
