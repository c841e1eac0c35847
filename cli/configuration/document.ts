import { codeFrame, placeOf, type Span } from '../../core/code-frame.ts';
import type { Diagnostic, Message } from '../../core/diagnostics.ts';

/** A text in which options are written, and where in it they are. */
export interface Document {
  /** Absolute path of the file. */
  readonly file: string;
  /** Line ends are `\n`. */
  readonly text: string;
  /** Where a key stands, by its path: `['bundler', 'plugins', '0', 'name']`; nothing where it is not written. */
  readonly find: (path: readonly string[]) => Span | undefined;
}

/** A message with the place it has in a file. */
export function locateIn(message: Message, file: string, text: string, span: Span): Omit<Diagnostic, 'level'> {
  return { ...message, file, ...placeOf(text, span.start), frame: codeFrame(text, span) };
}

/** A message about a key of a document; without a place where it has none. */
export function locateKey(message: Message, document: Document, path: readonly string[]): Omit<Diagnostic, 'level'> {
  const span = document.find(path);
  return span === undefined
    ? { ...message, file: document.file }
    : locateIn(message, document.file, document.text, span);
}

/** Offset of a place whose line and column count from 1. */
export function offsetOf(text: string, line: number, column: number): number {
  const before = text.split('\n').slice(0, line - 1);
  return Math.min(
    text.length,
    before.reduce((sum, { length }) => sum + length + 1, column - 1),
  );
}
