import { joinGaps, lineGaps, lineInFile } from '../../core/line-gaps.ts';
import type { LineGap, Module, ShownLine } from '../../core/module.ts';

/** What gives a program the source text of its modules. */
const sourceReader = /\b(?:get_?source(?:lines)?|findsource|getlines?|getblock|getcomments)\b/;

/** Whether a text asks for source. */
export const asksForSource = (text: string): boolean => sourceReader.test(text);

/**
 * The lines of a module's file that were changed as conditions were decided.
 * @param all whether also those are wanted of which nothing runs any more
 */
export function foldedLines({ layers }: Module, all: boolean): Map<number, ShownLine> {
  const found = new Map<number, ShownLine>();
  let gaps: readonly LineGap[] = [];
  for (const { original, edits } of layers) {
    const lines = original.split('\n');
    for (const { start, end, text, plugin } of edits) {
      if (plugin !== 'cribo:conditions') continue;
      const [first, last] = [lineOf(original, start), lineOf(original, Math.max(start, end - 1))];
      const before = original.slice(original.lastIndexOf('\n', start - 1) + 1, start);
      const after = original[end - 1] === '\n' ? '' : original.slice(end).split('\n', 1)[0]!;
      const isWhole = before.trim() === '' && /^\s*(?:#.*)?$/.test(after);
      if (isWhole && !all) continue;
      const hasColumns = isWhole || text.trim() === '' || text.length === end - start;
      for (let line = first; line <= last; line++) {
        found.set(lineInFile(line, gaps), { text: lines[line - 1]!, hasColumns });
      }
    }
    gaps = joinGaps(gaps, lineGaps(original, edits));
  }
  return found;
}

const lineOf = (text: string, offset: number): number => text.slice(0, offset).split('\n').length;
