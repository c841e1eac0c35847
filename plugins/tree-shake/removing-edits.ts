import type { SourceEdit } from '../../core/source.ts';
import { TextLines } from '../../core/text-lines.ts';
import type { Removal } from './removals.ts';

/** Edits that take parts out of a text, and the lines of which nothing stays, with the comment right above and the blank lines below. */
export function removingEdits(text: string, removals: readonly Removal[]): Omit<SourceEdit, 'plugin'>[] {
  const textLines = new TextLines(text);
  const { texts: lines, starts } = textLines;
  const edits: { start: number; end: number; text: string }[] = [];
  let offset = 0;

  const cut = (start: number, end: number, replacement: string): void => {
    const last = edits.at(-1);
    if (last !== undefined && last.end === start && last.text === '' && replacement === '') last.end = end;
    else edits.push({ start, end, text: replacement });
  };

  for (const removal of removals) {
    const [first, last] = [textLines.indexAt(removal.start), textLines.indexAt(removal.end)];
    const isWhole =
      lines[first]!.slice(0, removal.start - starts[first]!).trim() === '' &&
      endsLine(lines[last]!, removal.end - starts[last]!);
    if (removal.runs !== undefined) {
      cut(removal.start, removal.end, `__import__('${removal.runs}')`);
    } else if (isWhole) {
      const [from, to] = [firstOfComment(lines, first, offset), lastBlank(lines, last)];
      cut(starts[from]!, to + 1 < lines.length ? starts[to + 1]! : text.length, '');
      offset = to + 1;
    } else {
      cut(removal.start, removal.end, '');
    }
  }
  return edits;
}

/** Whether nothing but a comment follows. */
const endsLine = (line: string, column: number): boolean => /^\s*(?:#.*)?$/.test(line.slice(column));

/** The first line of the comment that stands right above a line, from `lowest` on; one at the top of the file is the file's. */
function firstOfComment(lines: readonly string[], index: number, lowest: number): number {
  let first = index;
  while (first > lowest && lines[first - 1]!.startsWith('#')) first--;
  return first === 0 ? index : first;
}

/** The last of the blank lines below a line. */
function lastBlank(lines: readonly string[], index: number): number {
  let last = index;
  while (last + 1 < lines.length && lines[last + 1]!.trim() === '') last++;
  return last;
}
