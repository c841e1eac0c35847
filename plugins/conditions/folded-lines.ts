import { joinGaps, lineGaps, lineInFile } from '../../core/line-gaps.ts';
import type { LineGap, Module, ShownLine } from '../../core/module.ts';
import { TextLines } from '../../core/text-lines.ts';

/**
 * The lines of a module's file that were changed as conditions were decided.
 * @param all whether also those are wanted of which nothing runs any more
 */
export function foldedLines({ layers }: Module, all: boolean): Map<number, ShownLine> {
  const found = new Map<number, ShownLine>();
  let gaps: readonly LineGap[] = [];
  for (const { original, edits } of layers) {
    const lines = new TextLines(original);
    for (const { start, end, text, plugin } of edits) {
      if (plugin !== 'cribo:conditions') continue;
      const [first, last] = [lines.indexAt(start), lines.indexAt(Math.max(start, end - 1))];
      const before = lines.texts[first]!.slice(0, start - lines.starts[first]!);
      const after = original[end - 1] === '\n' ? '' : lines.texts[last]!.slice(end - lines.starts[last]!);
      const isWhole = before.trim() === '' && /^\s*(?:#.*)?$/.test(after);
      if (isWhole && !all) continue;
      const hasColumns = isWhole || text.trim() === '' || text.length === end - start;
      for (let index = first; index <= last; index++) {
        found.set(lineInFile(index + 1, gaps), { text: lines.texts[index]!, hasColumns });
      }
    }
    gaps = joinGaps(gaps, lineGaps(original, edits));
  }
  return found;
}
