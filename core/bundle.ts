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
import { type Rendered, RenderedText } from './rendered-text.ts';
import { mapCommentStart } from './source-map/file-digest.ts';

/** One module's rendered text. */
export interface Fragment {
  readonly module: Module;
  readonly code: string;
  /** The part of an entry that has to stay at the top of the file. */
  readonly prologue?: string | undefined;
  /** The code with where its parts come from, for a source map; without it none of the code has a source. */
  readonly rendered?: Rendered | undefined;
  /** The same for the prologue. */
  readonly renderedPrologue?: Rendered | undefined;
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
   * Adds text at the end of a section, as it is or with where its parts come from; it gets the newline at its end that it may lack.
   * @param file the file whose content the text is, if it is one's: it is an input of the build, in the metafile as well
   * @throws CriboError `INVALID_APPENDED_TEXT` for what cannot stand there, `APPENDED_AFTER_REPLACE`, `INVALID_ARGUMENT`
   */
  append(section: Section, text: string | Rendered, file?: BundledFile): void;
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
  /** The plugin that made other bytes the bundle. */
  readonly replacedBy: string | undefined;
  /** The last line, which says where the source map is. */
  mapComment: string;
  /** What `toBytes` puts below one another, but for that comment, each beginning a line; nothing where a plugin has replaced it. */
  texts(): readonly Rendered[] | undefined;
}

/** A text in a section, and whose it is. */
interface AppendedText {
  readonly text: Rendered;
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
  function textsOf(section: Section): Rendered[] {
    const texts = appended.get(section)!;
    const own = texts.filter(({ plugin }) => isBuiltIn(plugin));
    return [...own, ...texts.filter(({ plugin }) => !isBuiltIn(plugin))].map(({ text }) => text);
  }

  /** The bytes of a program of one file, if nothing has been added to it. */
  function wholeProgram(): Uint8Array | undefined {
    const isWhole = fragments.length === 0 && [...appended.values()].every(({ length }) => length === 0);
    return isWhole ? entry.bytes : undefined;
  }

  const bundle: HostBundle = {
    entry,
    fragments,
    emitted,
    files,
    executable: false,
    editor: '',
    get replacedBy() {
      return replacement?.plugin;
    },
    mapComment: '',
    emitterOf: (name) => emitters.get(name),
    append(section, added, file) {
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
      const rendered = typeof added === 'string' ? unmapped(added) : added;
      const { text } = rendered ?? {};
      if (typeof text !== 'string') error(invalidArgument('bundle.append', 'no string as its text'));
      if (text === '') return;
      if (replacement !== undefined) {
        const message = appendedAfterReplace(replacement.plugin, isBuiltIn(plugin) ? undefined : plugin);
        error({ ...message, plugin: replacement.plugin, hook: 'generate' });
      }
      if (!isBuiltIn(plugin)) checkAppended(section, text);
      appended.get(section)!.push({ text: rendered, plugin });
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
    texts() {
      if (replacement !== undefined) return undefined;
      if (wholeProgram() !== undefined) return [renderedFile(entry.module)];
      const { prologue = '', renderedPrologue = new RenderedText().add(prologue) } = entry;
      const cut = firstLinesEnd(prologue);
      return belowOneAnother([
        new RenderedText().append(renderedPrologue, 0, cut),
        ...textsOf('header'),
        new RenderedText().append(renderedPrologue, cut),
        ...textsOf('before-modules'),
        ...fragments.map(renderedCode),
        ...textsOf('after-modules'),
        renderedCode(entry),
        ...textsOf('footer'),
      ]);
    },
    toBytes() {
      if (replacement !== undefined) return replacement.bytes;
      const bytes = wholeProgram();
      if (bytes !== undefined) return bundle.mapComment === '' ? bytes : withMapComment(bytes, bundle.mapComment);
      const texts = bundle.texts()!.map(({ text }) => text);
      if (bundle.mapComment !== '')
        texts.push(`${texts.at(-1)?.endsWith('\n') === false ? '\n' : ''}${bundle.mapComment}\n`);
      return concatenate(texts);
    },
  };
  return bundle;
}

const unmapped = (text: string): RenderedText => new RenderedText().add(text);

/** A plugin may have changed the code alone. */
const renderedCode = ({ code, rendered }: Fragment): Rendered => (rendered?.text === code ? rendered : unmapped(code));

/** The text of a module's file, all of which comes from there, whatever was edited since. */
function renderedFile(module: Module): RenderedText {
  const text = module.layers[0]?.original ?? module.text;
  const unedited = Object.create(module, { text: { value: text }, layers: { value: [] } }) as Module;
  return new RenderedText().copy(unedited, 0, text.length);
}

/** Bytes and below them the comment that names their map, in place of one that they have. */
function withMapComment(bytes: Uint8Array, comment: string): Uint8Array {
  const above = bytes.subarray(0, mapCommentStart(bytes));
  const lineEnd = above.length > 0 && above.at(-1) !== 10 ? '\n' : '';
  return Buffer.concat([above, Buffer.from(`${lineEnd}${comment}\n`)]);
}

/** Texts that are not empty, each but the last with a line end at its end. */
function belowOneAnother(all: readonly Rendered[]): Rendered[] {
  const texts = all.filter(({ text }) => text !== '');
  return texts.map((rendered, index) => {
    const needsLineEnd = index < texts.length - 1 && !rendered.text.endsWith('\n');
    return needsLineEnd ? new RenderedText().append(rendered).add('\n') : rendered;
  });
}

function concatenate(parts: readonly string[]): Uint8Array {
  const bytes = Buffer.allocUnsafe(parts.reduce((size, part) => size + Buffer.byteLength(part), 0));
  let offset = 0;
  for (const part of parts) offset += bytes.write(part, offset);
  return bytes;
}
