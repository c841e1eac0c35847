import type { LineGap } from './module.ts';
import type { SourceEdit } from './source.ts';

const lineEnds = (text: string, start = 0, end = text.length): number => {
  let count = 0;
  for (let at = text.indexOf('\n', start); at !== -1 && at < end; at = text.indexOf('\n', at + 1)) count++;
  return count;
};

/** Whether nothing but blanks stands before the end of a text on its last line. */
const beginsLine = (text: string): boolean => /(?:^|\n)[ \t\f]*$/.test(text);

/**
 * The lines of a text that sorted edits take away, as the edited text sees them. An edit that adds lines makes no gap: what
 * follows has the lines of the edited text.
 */
export function lineGaps(text: string, edits: readonly SourceEdit[]): LineGap[] {
  const gaps: LineGap[] = [];
  let line = 1;
  let copied = 0;
  /** What the edited text has of the line that is being made. */
  let begun = '';
  const append = (added: string): void => {
    const last = added.lastIndexOf('\n');
    begun = last === -1 ? begun + added : added.slice(last + 1);
    line += lineEnds(added);
  };
  for (const { start, end, text: replacement } of edits) {
    line += lineEnds(text, copied, start);
    begun = text.lastIndexOf('\n', start - 1) < copied ? begun + text.slice(copied, start) : lineBefore(text, start);
    append(replacement);
    copied = end;
    const count = lineEnds(text, start, end) - lineEnds(replacement);
    // Of lines that nothing follows nobody has to know.
    if (count > 0 && end < text.length) addGap(gaps, { line: beginsLine(begun) ? line : line + 1, count });
  }
  return gaps;
}

const lineBefore = (text: string, offset: number): string => text.slice(text.lastIndexOf('\n', offset - 1) + 1, offset);

function addGap(gaps: LineGap[], { line, count }: LineGap): void {
  const last = gaps.at(-1);
  if (last?.line === line) gaps[gaps.length - 1] = { line, count: last.count + count };
  else gaps.push({ line, count });
}

/**
 * The gaps of a text that was made in two steps.
 * @param before what the first text lacks of the file
 * @param after what the second text lacks of the first
 */
export function joinGaps(before: readonly LineGap[], after: readonly LineGap[]): readonly LineGap[] {
  if (after.length === 0) return before;
  const gaps: LineGap[] = [];
  let next = 0;
  let removed = 0;
  for (const { line, count } of after) {
    // Those of the first text before the lines that are gone now.
    for (; next < before.length && before[next].line < line + removed; next++) {
      addGap(gaps, { line: before[next].line - removed, count: before[next].count });
    }
    let total = count;
    for (; next < before.length && before[next].line <= line + removed + count; next++) total += before[next].count;
    addGap(gaps, { line, count: total });
    removed += count;
  }
  for (; next < before.length; next++) {
    addGap(gaps, { line: before[next].line - removed, count: before[next].count });
  }
  return gaps;
}

/** The line (from 1) in the file of one of a text that lacks some of its lines. */
export function lineInFile(line: number, gaps: readonly LineGap[]): number {
  return gaps.reduce((result, gap) => (gap.line <= line ? result + gap.count : result), line);
}
