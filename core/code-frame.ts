/** Where in a text a diagnostic points: UTF-16 offsets, `end` excluded. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** A place as people read it: both numbers count from 1, the column in UTF-16 units. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

const LINES_BEFORE = 2;
const LINES_AFTER = 1;
const WIDTH = 120;

/** The place of an offset in a text whose lines end in `\n`. */
export function placeOf(text: string, offset: number): Place {
  let line = 1;
  let lineStart = 0;
  for (let next = text.indexOf('\n'); next !== -1 && next < offset; next = text.indexOf('\n', next + 1)) {
    line++;
    lineStart = next + 1;
  }
  return { line, column: offset - lineStart + 1 };
}

/** The lines around a span with their numbers, and carets below the part of the first line that the span covers. */
export function codeFrame(text: string, span: Span): string {
  const { line, column } = placeOf(text, span.start);
  const lines = text.split('\n');
  const first = Math.max(1, line - LINES_BEFORE);
  const last = Math.min(lines.length, line + LINES_AFTER);
  const gutter = String(last).length;
  // A very long line (a minified table, say) is shown from a little before the place.
  const cut = column > WIDTH ? column - WIDTH / 2 : 0;
  const rows: string[] = [];
  for (let number = first; number <= last; number++) {
    const shown = lines[number - 1].slice(cut, cut + WIDTH).replaceAll('\t', ' ');
    rows.push(`${number === line ? '>' : ' '} ${String(number).padStart(gutter)} | ${shown}`.trimEnd());
    if (number === line) {
      const width = Math.min(span.end - span.start, lines[line - 1].length - column + 1, WIDTH);
      rows.push(`  ${' '.repeat(gutter)} | ${' '.repeat(column - 1 - cut)}${'^'.repeat(Math.max(1, width))}`);
    }
  }
  return rows.join('\n');
}
