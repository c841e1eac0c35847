import { lowerBound } from '../../core/lower-bound.ts';
import type { Module } from '../../core/module.ts';
import type { Range } from '../../core/python/facts.ts';
import type { RenderedText } from '../../core/rendered-text.ts';

/**
 * One rewritten place of a module's text: offsets of the text, and what stands there instead. The new text has as many
 * line ends as the old one, because the line structure of a module is never changed.
 */
export interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  /** The same with where its parts come from, if they do not come from the replaced ones. */
  readonly rendered?: RenderedText;
}

/** In source order; where one edit ends as another starts, the one that takes out characters comes last. */
export function sortEdits(edits: readonly Edit[]): Edit[] {
  return edits.toSorted((a, b) => a.start - b.start || a.end - b.end);
}

/** Those of sorted edits that begin in a range. */
export function editsWithin({ start, end }: Range, edits: readonly Edit[]): Edit[] {
  const at = (offset: number): number => lowerBound(edits.length, (index) => edits[index].start < offset);
  return edits.slice(at(start), at(end));
}

/** The text with sorted edits made, from `start` on. */
export function applyEdits(text: string, edits: readonly Edit[], start = 0): string {
  let result = '';
  let offset = start;
  for (const edit of edits) {
    if (edit.start < start) continue;
    result += text.slice(offset, edit.start) + edit.text;
    offset = edit.end;
  }
  return result + text.slice(offset);
}

/** Adds what stands in place of an edit's range. */
export function addEdit(to: RenderedText, module: Module, { start, end, text, rendered }: Edit): void {
  if (rendered === undefined) to.replace(module, start, end, text);
  else to.append(rendered);
}

/** Adds a range of a module's text with sorted edits made, of which only those count that begin in it. */
export function addEdited(
  to: RenderedText,
  module: Module,
  edits: readonly Edit[],
  { start, end }: Range = { start: 0, end: module.text.length },
): void {
  let copied = start;
  for (const edit of edits) {
    if (edit.start < start) continue;
    to.copy(module, copied, edit.start);
    addEdit(to, module, edit);
    copied = edit.end;
  }
  to.copy(module, copied, end);
}

/**
 * How a rewritten line gets its own text back: the text itself, or, where the edits only put expressions into quotes,
 * the columns (from 0, in the rewritten line) of the opening ones.
 */
export type OriginalLine = string | readonly number[];

/** The lines (from 1) that sorted edits touch. */
export function originalLines(text: string, edits: readonly Edit[]): Map<number, OriginalLine> {
  const touched = new Map<number, { start: number; edits: Edit[] }>();
  let line = 1;
  let lineStart = 0;
  for (const edit of edits) {
    for (
      let next = text.indexOf('\n', lineStart);
      next !== -1 && next < edit.start;
      next = text.indexOf('\n', lineStart)
    ) {
      line++;
      lineStart = next + 1;
    }
    let start = lineStart;
    for (let number = line; start !== 0 || number === line; number++) {
      if (start > edit.end) break;
      if (!touched.has(number)) touched.set(number, { start, edits: [] });
      touched.get(number)!.edits.push(edit);
      start = text.indexOf('\n', start) + 1;
    }
  }
  return new Map([...touched].map(([number, { start, edits: own }]) => [number, originalLine(text, start, own)]));
}

function originalLine(text: string, start: number, edits: readonly Edit[]): OriginalLine {
  const end = text.indexOf('\n', start);
  const line = text.slice(start, end === -1 ? undefined : end);
  const quotes = (edit: Edit): boolean => edit.text === `'${text.slice(edit.start, edit.end)}'`;
  // Python counts columns in code points, and an expression with quotes of its own ends at none of them.
  const plain =
    !/[\uD800-\uDFFF]/.test(line) && edits.every((edit) => quotes(edit) && !/['\\\n]/.test(edit.text.slice(1, -1)));
  return plain ? edits.map((edit, index) => edit.start - start + 2 * index) : line;
}
