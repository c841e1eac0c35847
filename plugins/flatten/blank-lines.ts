import type { Module } from '../../core/module.ts';
import type { Range } from '../../core/python/facts.ts';
import { RenderedText } from '../../core/rendered-text.ts';
import type { Edit } from '../wrap/edit.ts';

/** Whole lines that go, and what stands in their place. */
export interface LineEdit extends Range {
  /** Whether they are the first ones of a block, at which no blank lines are left. */
  readonly opensBlock?: boolean | undefined;
  readonly pieces: readonly Piece[];
}

/** Lines without the last line break. */
export interface Piece {
  readonly text: string;
  /** What of the module's text they stand for. */
  readonly origin?: Range | undefined;
  /** Whether it is a text of its own, around which there is more room. */
  readonly isModule: boolean;
}

/** What PEP 8 asks for around definitions. */
export const ROOM = 2;

/**
 * Makes edits of whole lines together with the blank lines around them: where lines are gone, the longer row of those that
 * stood above and below them stays, and around a module there are always as many.
 * @param lineEdits in source order
 * @param room the number of blank lines around modules
 */
export function editsWithBlankLines(lineEdits: readonly LineEdit[], module: Module, room: number): Edit[] {
  const { text } = module;
  const edits: Edit[] = [];
  let group: LineEdit[] = [];
  for (const edit of lineEdits) {
    const last = group.at(-1);
    if (last !== undefined && skipBlankLines(text, last.end) < edit.start) {
      edits.push(groupEdit(group, module, room));
      group = [];
    }
    group.push(edit);
  }
  if (group.length > 0) edits.push(groupEdit(group, module, room));
  return edits;
}

/** One edit for some between which there are only blank lines. */
function groupEdit(group: readonly LineEdit[], module: Module, room: number): Edit {
  const { text } = module;
  const start = skipBlankLinesBack(text, group[0]!.start);
  let end = start;
  const rendered = new RenderedText();
  let blank = 0;
  let isFirst = start === 0 || group[0]!.opensBlock === true;
  let isBelowModule = false;
  const skipTo = (next: number): void => {
    blank = Math.max(blank, text.slice(end, next).split('\n').length - 1);
  };
  const lineBreaks = (isAboveModule: boolean): string => {
    const count = isAboveModule || isBelowModule ? room : blank;
    return isFirst ? '' : '\n'.repeat(count);
  };
  for (const edit of group) {
    skipTo(edit.start);
    for (const piece of edit.pieces) {
      const { start: from, end: to } = piece.origin ?? { start, end: start };
      rendered.add(lineBreaks(piece.isModule)).replace(module, from, to, piece.text).add('\n');
      [isFirst, isBelowModule, blank] = [false, piece.isModule, 0];
    }
    end = edit.end;
  }
  const next = skipBlankLines(text, end);
  skipTo(next);
  if (next < text.length) rendered.add(lineBreaks(false));
  return { start, end: next, text: rendered.text, rendered };
}

/** The offset behind the blank lines that begin at an offset. */
function skipBlankLines(text: string, offset: number): number {
  const blank = /(?:[ \t\f]*\n)*/y;
  blank.lastIndex = offset;
  return offset + blank.exec(text)![0].length;
}

/** The offset where the blank lines begin that end at the start of a line. */
function skipBlankLinesBack(text: string, offset: number): number {
  for (;;) {
    // A negative position means the first one.
    const start = offset > 1 ? text.lastIndexOf('\n', offset - 2) + 1 : 0;
    if (offset === 0 || text.slice(start, offset).trim() !== '') return offset;
    offset = start;
  }
}

/** The lines that a statement is alone on, with a comment behind it. */
export function wholeLines({ start, end }: Range, text: string): Range {
  const lineEnd = text.indexOf('\n', end);
  return { start: text.lastIndexOf('\n', start - 1) + 1, end: lineEnd < 0 ? text.length : lineEnd + 1 };
}
