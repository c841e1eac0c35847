import { eastAsianWidth } from 'get-east-asian-width';

/**
 * How the columns of carets count: `wide` as in `Lib/traceback.py`, where East Asian wide characters take two columns
 * (`_display_width`), `characters` as in `Python/traceback.c`, which prints what nobody catches up to 3.12.
 */
export type ColumnKind = 'wide' | 'characters';

function widthOf(character: string, kind: ColumnKind): number {
  return kind === 'wide' ? eastAsianWidth(character.codePointAt(0)!) : 1;
}

/** The column at which an offset (UTF-16 units) of a line is shown. */
export function displayColumn(line: string, offset: number, kind: ColumnKind): number {
  let column = 0;
  for (const character of line.slice(0, offset)) column += widthOf(character, kind);
  return column + Math.max(0, offset - line.length);
}

/** The offset (UTF-16 units) of what a line shows at a column; past the end of the line, columns go on as offsets. */
export function offsetAtColumn(line: string, column: number, kind: ColumnKind): number {
  let offset = 0;
  let shown = 0;
  for (const character of line) {
    if (shown >= column) return offset;
    shown += widthOf(character, kind);
    offset += character.length;
  }
  return offset + Math.max(0, column - shown);
}
