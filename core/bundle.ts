import { emittedOutside, error, fileEmittedTwice, invalidEmittedFile } from './diagnostics.ts';
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

/** A file that is written beside the bundle. */
export interface EmittedFile {
  /** Path relative to the folder of the output, with `/`. */
  readonly name: string;
  readonly content: string | Uint8Array;
}

/** The file that a build makes, put together from fragments, and the files beside it. */
export interface Bundle {
  readonly entry: Fragment;
  /** Fragments of the modules that are not the entry, in the graph's order. */
  readonly fragments: readonly Fragment[];
  readonly emitted: readonly EmittedFile[];
  /** Whether the file is to be executable. */
  executable: boolean;
  /** Adds text at the end of a section. */
  append(section: Section, text: string): void;
  /** Makes these bytes the whole bundle. */
  replace(bytes: Uint8Array): void;
  /** Adds a file beside the bundle. @throws CriboError `INVALID_EMITTED_FILE`, `FILE_EMITTED_TWICE`, `EMITTED_OUTSIDE` */
  emit(file: EmittedFile): void;
  /** The bundle as UTF-8 (or as `replace` gave it), made module by module, never as one huge string. */
  toBytes(): Uint8Array;
}

/** Whether a path leads to a file below the folder it is relative to, on every system. */
function isBelow(path: string): boolean {
  return !/^[/\\]|^[A-Za-z]:|\\|\0/.test(path) && !path.split('/').some((part) => ['', '.', '..'].includes(part));
}

export function createBundle(entry: Fragment, fragments: readonly Fragment[]): Bundle {
  const sections: Record<Section, string[]> = { 'before-modules': [], 'after-modules': [] };
  const emitted: EmittedFile[] = [];
  let replacement: Uint8Array | undefined;
  return {
    entry,
    fragments,
    emitted,
    executable: false,
    append: (section, text) => void sections[section].push(text),
    replace: (bytes) => void (replacement = bytes),
    emit(file) {
      if (typeof file.name !== 'string') error(invalidEmittedFile('no name'));
      const isContent = typeof file.content === 'string' || file.content instanceof Uint8Array;
      if (!isContent) error(invalidEmittedFile(`no content for "${file.name}"`));
      if (!isBelow(file.name)) error(emittedOutside(file.name));
      // File systems that ignore case would keep only the last one.
      const isTaken = emitted.some(({ name }) => name.toLowerCase() === file.name.toLowerCase());
      if (isTaken) error(fileEmittedTwice(file.name));
      emitted.push(file);
    },
    toBytes() {
      if (replacement !== undefined) return replacement;
      return concatenate([
        entry.prologue ?? '',
        ...sections['before-modules'],
        ...fragments.map((fragment) => fragment.code),
        ...sections['after-modules'],
        entry.code,
      ]);
    },
  };
}

function concatenate(parts: readonly string[]): Uint8Array {
  const bytes = Buffer.allocUnsafe(parts.reduce((size, part) => size + Buffer.byteLength(part), 0));
  let offset = 0;
  for (const part of parts) offset += bytes.write(part, offset);
  return bytes;
}
