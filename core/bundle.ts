import type { Module } from './module.ts';

/** One module's rendered text. */
export interface Fragment {
  readonly module: Module;
  readonly code: string;
  /** The part of an entry that has to stay at the top of the file. */
  readonly prologue?: string | undefined;
}

/** Where a plugin adds text: below the entry's prologue, or below the modules' fragments and above the entry. */
export type Section = 'before-modules' | 'after-modules';

/** The file that a build makes, put together from fragments. */
export class Bundle {
  readonly entry: Fragment;
  /** Fragments of the modules that are not the entry, in the graph's order. */
  readonly fragments: readonly Fragment[];
  readonly #sections: Record<Section, string[]> = { 'before-modules': [], 'after-modules': [] };
  #replacement: Uint8Array | undefined;
  /** Whether the file is to be executable. */
  executable = false;

  constructor(entry: Fragment, fragments: readonly Fragment[]) {
    this.entry = entry;
    this.fragments = fragments;
  }

  /** Adds text at the end of a section. */
  append(section: Section, text: string): void {
    this.#sections[section].push(text);
  }

  /** Makes these bytes the whole bundle. */
  replace(bytes: Uint8Array): void {
    this.#replacement = bytes;
  }

  /** The bundle as UTF-8 (or as `replace` gave it), made module by module, never as one huge string. */
  toBytes(): Uint8Array {
    if (this.#replacement !== undefined) return this.#replacement;
    const parts = [
      this.entry.prologue ?? '',
      ...this.#sections['before-modules'],
      ...this.fragments.map((fragment) => fragment.code),
      ...this.#sections['after-modules'],
      this.entry.code,
    ];
    const bytes = Buffer.allocUnsafe(parts.reduce((size, part) => size + Buffer.byteLength(part), 0));
    let offset = 0;
    for (const part of parts) offset += bytes.write(part, offset);
    return bytes;
  }
}
