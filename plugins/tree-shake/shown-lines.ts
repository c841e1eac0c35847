import { lineInFile } from '../../core/line-gaps.ts';
import type { Module } from '../../core/module.ts';
import type { SourceEdit } from '../../core/source.ts';
import { TextLines } from '../../core/text-lines.ts';
import type { Removal } from './removals.ts';

/**
 * Notes which lines of a module's file are shown otherwise than they will stand in its text: those of import statements that go
 * in part, as they are seen where what they import raises. Of lines that go as a whole nothing is shown any more.
 */
export function noteShownLines(
  module: Module,
  removals: readonly Removal[],
  edits: readonly Omit<SourceEdit, 'plugin'>[],
): void {
  const { text, gaps, shownLines } = module;
  const lines = new TextLines(text);
  const { texts, starts } = lines;
  for (const { start, end } of edits) {
    const first = lines.indexAt(start);
    if (start !== starts[first] || text[end - 1] !== '\n') continue;
    for (let index = first; starts[index]! < end; index++) shownLines.delete(lineInFile(index + 1, gaps));
  }
  for (const { start, end, shown, runs } of removals) {
    if (shown === undefined || (runs === undefined && start === shown.start && end === shown.end)) continue;
    // A call that takes its place is on its first line.
    const last = runs === undefined ? end : start + 1;
    for (let index = lines.indexAt(start); index < starts.length && starts[index]! < last; index++) {
      const hasEnd = starts[index]! + texts[index]!.length >= shown.end;
      shownLines.set(lineInFile(index + 1, gaps), { text: texts[index]!, hasColumns: runs === undefined && !hasEnd });
    }
  }
}
