import {
  appendedAfterReplace,
  emittedOutside,
  error,
  fileEmittedTwice,
  invalidArgument,
  invalidEmittedFile,
} from './diagnostics.ts';
import { checkAppended } from './check-appended.ts';
import type { Module } from './module.ts';
import { firstLinesEnd } from './python/bundle-text.ts';

/** One module's rendered text. */
export interface Fragment {
  readonly module: Module;
  readonly code: string;
  /** The part of an entry that has to stay at the top of the file. */
  readonly prologue?: string | undefined;
  /** The bytes of an entry's file, which are the bundle as long as there is nothing else in it. */
  readonly bytes?: Uint8Array | undefined;
}

/** The places where a plugin adds text, from top to bottom. */
const sections = ['header', 'before-modules', 'after-modules', 'footer'] as const;

/**
 * Where a plugin adds text: below the lines that have to be a file's first ones (comments only), below the entry's
 * prologue, below the modules (which can be imported from there on) and above the entry, or below the entry.
 */
export type Section = (typeof sections)[number];

/** A file that is written beside the bundle. */
export interface EmittedFile {
  /** Path relative to the folder of the output, with `/`. */
  readonly name: string;
  readonly content: string | Uint8Array;
  /** Absolute path of a file that an option names: it may lie anywhere, and needs no output beside it. */
  readonly path?: string | undefined;
}

/** A file whose content a plugin has put into the bundle, which is no module. */
interface BundledFile {
  /** Absolute path. */
  readonly file: string;
  /** Its size. */
  readonly bytes: number;
}

/** The file that a build makes, put together from fragments, and the files beside it. */
export interface Bundle {
  readonly entry: Fragment;
  /** Fragments of the modules that are not the entry, in the graph's order; those that users' plugins rendered first. */
  readonly fragments: readonly Fragment[];
  readonly emitted: readonly EmittedFile[];
  /** Files whose content was appended, with the size that it has there. */
  readonly files: readonly (BundledFile & { readonly bytesInOutput: number })[];
  /** Whether the file is to be executable. */
  executable: boolean;
  /**
   * Adds text at the end of a section; it gets the newline at its end that it may lack.
   * @param file the file whose content the text is, if it is one's: it is an input of the build, in the metafile as well
   * @throws CriboError `INVALID_APPENDED_TEXT` for what cannot stand there, `APPENDED_AFTER_REPLACE`, `INVALID_ARGUMENT`
   */
  append(section: Section, text: string, file?: BundledFile): void;
  /** Makes these bytes the whole bundle, in place of all that was there: `toBytes()` gives that. */
  replace(bytes: Uint8Array): void;
  /** Adds a file beside the bundle. @throws CriboError `INVALID_EMITTED_FILE`, `FILE_EMITTED_TWICE`, `EMITTED_OUTSIDE` */
  emit(file: EmittedFile): void;
  /** The bundle as UTF-8 (or as `replace` gave it), made module by module, never as one huge string. */
  toBytes(): Uint8Array;
}

/** A `Bundle` as the host holds it. */
export interface HostBundle extends Bundle {
  /** The plugin whose hook is running. */
  editor: string;
  /** The plugin that emitted a file of that name. */
  emitterOf(name: string): string | undefined;
}

/** A text in a section, and whose it is. */
interface AppendedText {
  readonly text: string;
  readonly plugin: string;
}

const isBuiltIn = (plugin: string): boolean => plugin.startsWith('cribo:');

/** Whether a path leads to a file below the folder it is relative to, on every system. */
function isBelow(path: string): boolean {
  return !/^[/\\]|^[A-Za-z]:|\\|\0/.test(path) && !path.split('/').some((part) => ['', '.', '..'].includes(part));
}

export function createBundle(entry: Fragment, fragments: readonly Fragment[]): HostBundle {
  const appended = new Map<Section, AppendedText[]>(sections.map((section) => [section, []]));
  const emitted: EmittedFile[] = [];
  const files: (BundledFile & { bytesInOutput: number })[] = [];
  const emitters = new Map<string, string>();
  let replacement: { readonly bytes: Uint8Array; readonly plugin: string } | undefined;

  /** Built-in plugins first: the text of a module ends where the runtime begins that stands below it. */
  function textsOf(section: Section): string[] {
    const texts = appended.get(section)!;
    const own = texts.filter(({ plugin }) => isBuiltIn(plugin));
    return [...own, ...texts.filter(({ plugin }) => !isBuiltIn(plugin))].map(({ text }) => text);
  }

  const bundle: HostBundle = {
    entry,
    fragments,
    emitted,
    files,
    executable: false,
    editor: '',
    emitterOf: (name) => emitters.get(name),
    append(section, text, file) {
      const plugin = bundle.editor;
      if (!appended.has(section)) {
        error(
          invalidArgument(
            'bundle.append',
            `the section ${JSON.stringify(section)}`,
            `It takes ${sections.join(', ')}.`,
          ),
        );
      }
      if (typeof text !== 'string') error(invalidArgument('bundle.append', 'no string as its text'));
      if (text === '') return;
      if (replacement !== undefined) {
        const message = appendedAfterReplace(replacement.plugin, isBuiltIn(plugin) ? undefined : plugin);
        error({ ...message, plugin: replacement.plugin, hook: 'generate' });
      }
      if (!isBuiltIn(plugin)) checkAppended(section, text);
      appended.get(section)!.push({ text, plugin });
      if (file !== undefined) files.push({ ...file, bytesInOutput: Buffer.byteLength(text) });
    },
    replace(bytes) {
      if (!(bytes instanceof Uint8Array)) {
        error(invalidArgument('bundle.replace', 'no bytes', 'Turn a text into bytes: Buffer.from(text)'));
      }
      replacement = { bytes, plugin: bundle.editor };
    },
    emit(file) {
      if (typeof file?.name !== 'string') error(invalidEmittedFile('no name'));
      const isContent = typeof file.content === 'string' || file.content instanceof Uint8Array;
      if (!isContent) error(invalidEmittedFile(`no content for "${file.name}"`));
      if (file.path === undefined && !isBelow(file.name)) error(emittedOutside(file.name));
      // File systems that ignore case would keep only the last one.
      const other = emitted.find(({ name }) => name.toLowerCase() === file.name.toLowerCase());
      if (other !== undefined) error(fileEmittedTwice(file.name, emitters.get(other.name)));
      emitted.push(file);
      emitters.set(file.name, bundle.editor);
    },
    toBytes() {
      if (replacement !== undefined) return replacement.bytes;
      const isWholeProgram = fragments.length === 0 && [...appended.values()].every(({ length }) => length === 0);
      if (entry.bytes !== undefined && isWholeProgram) return entry.bytes;
      const { prologue = '' } = entry;
      const cut = firstLinesEnd(prologue);
      return concatenate([
        prologue.slice(0, cut),
        ...textsOf('header'),
        prologue.slice(cut),
        ...textsOf('before-modules'),
        ...fragments.map((fragment) => fragment.code),
        ...textsOf('after-modules'),
        entry.code,
        ...textsOf('footer'),
      ]);
    },
  };
  return bundle;
}

/** Puts texts below one another: each but the last ends its line. */
function concatenate(texts: readonly string[]): Uint8Array {
  const parts = texts
    .filter((text) => text !== '')
    .flatMap((text, index, { length }) => (index < length - 1 && !text.endsWith('\n') ? [text, '\n'] : [text]));
  const bytes = Buffer.allocUnsafe(parts.reduce((size, part) => size + Buffer.byteLength(part), 0));
  let offset = 0;
  for (const part of parts) offset += bytes.write(part, offset);
  return bytes;
}
