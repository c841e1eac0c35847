import type { Module } from '../module.ts';
import type { Rendered } from '../rendered-text.ts';
import { TextLines } from '../text-lines.ts';
import { type FileOrigin, FileOrigins } from './file-origins.ts';
import type { MappingsWriter } from './mappings-writer.ts';
import type { SourceList } from './source-list.ts';

/** The text of a file, as origins lead to it. */
interface FileText {
  readonly origins: FileOrigins;
  readonly lines: TextLines;
}

const identifier = /^[\p{ID_Start}_][\p{ID_Continue}]*$/u;

/** Adds texts from top to bottom, and writes where their parts come from. */
export class MappedTexts {
  readonly #writer: MappingsWriter;
  readonly #sources: SourceList;
  readonly #files = new Map<Module, FileText>();
  /** The offset in the text that is being added at which its current line begins, less what stands before it. */
  #lineStart = 0;

  constructor(writer: MappingsWriter, sources: SourceList) {
    this.#writer = writer;
    this.#sources = sources;
  }

  /** Adds a text that begins a line. */
  add({ text, origins }: Rendered): void {
    this.#lineStart = 0;
    let offset = 0;
    for (const origin of origins) {
      const file = this.#fileOf(origin.module);
      for (const part of file.origins.of(origin)) {
        this.#skip(text, offset, part.offset);
        offset = part.offset + part.length;
        if (part.isCopy) this.#addCopy(text, part, origin.module, file);
        else this.#addReplacement(text, part, origin.module, file);
      }
    }
    this.#skip(text, offset, text.length);
  }

  #fileOf(module: Module): FileText {
    let file = this.#files.get(module);
    if (file === undefined) {
      const origins = new FileOrigins(module);
      file = { origins, lines: new TextLines(origins.text) };
      this.#files.set(module, file);
    }
    return file;
  }

  /** Goes over text that comes from nowhere. */
  #skip(text: string, from: number, to: number): void {
    if (from < to && this.#writer.isMapped && text[from] !== '\n') this.#writer.addEnd(from - this.#lineStart);
    let count = 0;
    for (let end = text.indexOf('\n', from); end !== -1 && end < to; end = text.indexOf('\n', end + 1)) {
      count++;
      this.#lineStart = end + 1;
    }
    this.#writer.addLines(count);
  }

  /** Text of the file as it is: a segment wherever an expression may begin. */
  #addCopy(text: string, { offset, length, start }: FileOrigin, module: Module, { lines }: FileText): void {
    const writer = this.#writer;
    let line = lines.indexAt(start);
    /** What added to an offset in the text gives the column in the file. */
    let shift = start - lines.starts[line]! - offset;
    let isInWord = false;
    // Whatever a line or part begins with has a segment, but for indentation.
    let isFirst = true;
    for (let at = offset; at < offset + length; at++) {
      const character = text.charCodeAt(at);
      if (character === NEWLINE) {
        writer.addLines(1);
        this.#lineStart = at + 1;
        line++;
        shift = -(at + 1);
        isInWord = false;
        isFirst = true;
        continue;
      }
      const isWord = isWordCharacter(character);
      const begins = isFirst
        ? character > SPACE || writer.isMapped
        : isWord
          ? !isInWord
          : mayBeginExpression(character);
      if (begins) {
        this.#sources.addSegment(writer, at - this.#lineStart, module, line, at + shift);
        isFirst = false;
      }
      isInWord = isWord;
    }
  }

  /** Other text in place of the file's: its lines are those of the file one by one, as far as that has them. */
  #addReplacement(text: string, part: FileOrigin, module: Module, { origins, lines }: FileText): void {
    const { offset, length, start, end } = part;
    const [first, last] = [lines.indexAt(start), lines.indexAt(Math.max(start, end - 1))];
    const name = this.#nameOf(text.slice(offset, offset + length), origins.text.slice(start, end));
    let line = first;
    let column = start - lines.starts[first]!;
    for (let at = offset; ;) {
      const begun = at + indentation(text, at);
      const isEmpty = begun >= offset + length || text[begun] === '\n';
      if (!isEmpty) this.#sources.addSegment(this.#writer, begun - this.#lineStart, module, line, column, name);
      at = text.indexOf('\n', at) + 1;
      if (at === 0 || at > offset + length) return;
      this.#writer.addLines(1);
      this.#lineStart = at;
      line = Math.min(line + 1, last);
      column = 0;
    }
  }

  /** What a name was called in the file. */
  #nameOf(text: string, original: string): number {
    const isRenamed = text !== original && identifier.test(text) && identifier.test(original);
    return isRenamed ? this.#sources.nameIndex(original) : -1;
  }
}

const NEWLINE = 10;
const SPACE = 32;

const isWordCharacter = (character: number): boolean =>
  (character >= 97 && character <= 122) ||
  (character >= 65 && character <= 90) ||
  (character >= 48 && character <= 57) ||
  character === 95 ||
  character > 127;

/** Quotes, brackets, stars and signs; a segment too many, as at a closing quote, is right all the same. */
const mayBeginExpression = (character: number): boolean =>
  character === 34 ||
  (character >= 39 && character <= 40) ||
  (character >= 42 && character <= 46 && character !== 44) ||
  character === 91 ||
  character === 123 ||
  character === 126;

function indentation(text: string, offset: number): number {
  let end = offset;
  while (text[end] === ' ' || text[end] === '\t' || text[end] === '\f') end++;
  return end - offset;
}
