import type { BundleMap } from './bundle-map.ts';
import { callCarets } from './call-carets.ts';
import { mapCarets } from './carets.ts';
import type { OriginalPosition } from './positions.ts';
import type { ShownRow } from './shown-rows.ts';

const indentationOf = (line: string): number => line.length - line.trimStart().length;

/** How many characters of a line of the bundle are not shown. */
export function hiddenIndentation(bundle: BundleMap, { line, text }: ShownRow): number {
  const full = bundle.lines?.[line];
  if (full !== undefined) return Math.max(0, indentationOf(full) - indentationOf(text));
  const first = bundle.map.segments[line]?.find((segment) => segment.length > 1);
  return first === undefined ? 0 : Math.max(0, first[0] - indentationOf(text));
}

/** The carets of an original line, in place of those of a row. */
function caretsOf(
  bundle: BundleMap,
  row: ShownRow,
  isLast: boolean,
  position: OriginalPosition,
  original: string,
  indentation: number,
): string | undefined {
  return mapCarets(
    {
      map: bundle.map,
      line: row.line,
      shown: row.text,
      indentation: hiddenIndentation(bundle, row),
      // Up to 3.12 only the first line is shown; a bracket or comma at its end says that there are more.
      goesOn: !isLast || /[([{,]$/.test(row.text.trimEnd()),
      source: position.source,
      originalLine: position.line,
      original,
      originalIndentation: indentation,
    },
    row.carets!,
  );
}

/** What stands between two lines of an original: nothing, the one line that is there, or a note (`StackSummary.format_frame_summary`). */
function rowsBetween(lines: readonly string[], hasCarets: boolean, mark: string): readonly string[] {
  if (lines.length !== 1) return lines.length === 0 ? [] : [`...<${lines.length} lines>...`];
  const [line] = lines as [string];
  const indentation = indentationOf(line);
  return hasCarets ? [line, ' '.repeat(indentation) + mark.repeat(line.length - indentation)] : [line];
}

/**
 * What stands in place of the rows of a frame, by their indexes, where that is something else.
 * @param positions where each shown row comes from
 * @param lines the original that the first row comes from
 * @param marksParts whether the Python that printed it marks what failed (3.11 and later)
 */
export function originalRows(
  bundle: BundleMap,
  shown: readonly ShownRow[],
  positions: readonly (OriginalPosition | undefined)[],
  lines: readonly string[],
  marksParts: boolean,
): Map<number, readonly string[]> {
  const rewritten = new Map<number, readonly string[]>();
  const source = positions[0]!.source;
  const placed = shown.flatMap((row, index) => {
    const position = positions[index];
    if (position?.source !== source || position.line >= lines.length) return [];
    const isBlank = lines[position.line]!.trim() === '';
    return isBlank === (row.text.trim() === '') ? [{ row, position }] : [];
  });
  // A text of which nobody knows whether it is what was bundled can be too short.
  if (placed[0]?.row !== shown[0]) return rewritten;
  const numbers = placed.map(({ position }) => position.line);
  // Python takes away what all lines of the statement begin with (textwrap.dedent).
  const all = lines.slice(Math.min(...numbers), Math.max(...numbers) + 1).filter((line) => line.trim() !== '');
  const indentation = Math.min(...all.map(indentationOf));
  const shownOriginal = (line: number): string => lines[line]!.slice(indentation).trimEnd();
  // A line that the bundler put into the statement is none of the original's.
  for (const row of shown) {
    if (placed.some((other) => other.row === row)) continue;
    rewritten.set(row.index, []);
    if (row.carets !== undefined) rewritten.set(row.index + 1, []);
    if (row.note !== undefined) rewritten.set(row.note, []);
  }
  let end: { line: number; at: number; row: ShownRow } | undefined;
  const lacksCarets = marksParts && shown.every(({ carets }) => carets === undefined);
  const calls = lacksCarets ? callCarets(shown[0]!.text, numbers.map(shownOriginal)) : undefined;
  for (const [index, { row, position }] of placed.entries()) {
    const original = shownOriginal(position.line);
    const at = row.index + (row.carets === undefined ? 0 : 1);
    const added = calls?.[index];
    if (added !== undefined) rewritten.set(at, [original, added]);
    else if (original !== row.text.trimEnd()) {
      rewritten.set(row.index, [original]);
      const carets = row.carets && caretsOf(bundle, row, row === shown.at(-1), position, original, indentation);
      if (row.carets !== undefined) rewritten.set(at, carets === undefined ? [] : [carets]);
    }
    if (end !== undefined && position.line - end.line !== row.line - end.row.line) {
      const between = Array.from({ length: Math.max(0, position.line - end.line - 1) }, (_, offset) =>
        shownOriginal(end!.line + 1 + offset),
      );
      const rows = rowsBetween(between, row.carets !== undefined, end.row.carets?.at(-1) ?? '^');
      const before = rewritten.get(end.at) ?? [end.row.carets ?? end.row.text];
      rewritten.set(end.at, [...before, ...rows]);
      if (row.note !== undefined) rewritten.set(row.note, []);
    }
    end = { line: position.line, at, row };
  }
  return rewritten;
}
