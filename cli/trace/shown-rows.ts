/** A line of source text that a frame of a traceback shows. Indexes are of lines of the frame's text, from 0. */
export interface ShownRow {
  /** Index of the text. */
  readonly index: number;
  /** The line in the bundle, from 0. */
  readonly line: number;
  readonly text: string;
  /** The line of marks below it. */
  readonly carets: string | undefined;
  /** Index of the note above it that stands for lines that are not shown. */
  readonly note: number | undefined;
}

const CARETS = /^[ \t]*[~^][~^ \t]*$/;
const GAP = /^\.\.\.<(\d+) lines>\.\.\.$/;

/** Whether a shown text is a line of a file, but for white space and characters that the output could not encode. */
function isShown(text: string, line: string): boolean {
  const wanted = line.trim();
  const given = text.trim();
  if (wanted === given) return true;
  if (/^[\t\x20-\x7E]*$/.test(wanted)) return wanted.replaceAll(/\s+/g, ' ') === given.replaceAll(/\s+/g, ' ');
  const parts = wanted.split(/[^\t\x20-\x7E]+/).map((part) => part.replaceAll(/[$()*+.?[\\\]^{|}]/g, '\\$&'));
  return new RegExp(`^${parts.join('.+')}$`).test(given);
}

/**
 * The source lines that a frame shows, with their carets. From 3.13 on there can be several, and a note in place of some
 * (`StackSummary.format_frame_summary`).
 * @param rows what stands below the frame's line, without what all these lines begin with
 * @param lines the bundle; without it only the first line is known
 * @param first the line in the bundle, from 0
 * @returns nothing where the bundle does not have that text on that line
 */
export function readShownRows(
  rows: readonly string[],
  lines: readonly string[] | undefined,
  first: number,
): readonly ShownRow[] | undefined {
  const shown: ShownRow[] = [];
  let line = first;
  let note: number | undefined;
  for (let index = 0; index < rows.length; index++, line++) {
    const gap = index > 0 ? GAP.exec(rows[index]!) : null;
    if (gap !== null) {
      line += Number(gap[1]) - 1;
      note = index;
      continue;
    }
    const text = rows[index]!;
    if (lines === undefined ? index > 0 : !isShown(text, lines[line] ?? '')) break;
    const below = rows[index + 1];
    const hasCarets =
      below !== undefined && (CARETS.test(below) || (shown[0]?.carets !== undefined && below.trim() === ''));
    shown.push({ index, line, text, carets: hasCarets ? below : undefined, note });
    note = undefined;
    if (hasCarets) index++;
  }
  return rows.length > 0 && shown.length === 0 ? undefined : shown;
}
