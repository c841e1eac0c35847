import { type BundleMap, shownPath } from './bundle-map.ts';
import { callCarets } from './call-carets.ts';
import { mapCarets } from './carets.ts';
import { offsetAtColumn } from './display-width.ts';
import type { Originals } from './originals.ts';
import { originalLine, type OriginalPosition, originalPosition } from './positions.ts';
import { readShownRows, type ShownRow } from './shown-rows.ts';

/** A frame as a text shows it. */
export interface Frame {
  /** The bundle, as the text calls it. */
  readonly path: string;
  /** From 1. */
  readonly line: number;
  /** Source lines and carets, without what all of them begin with. */
  readonly rows: readonly string[];
}

/** What stands in place of a frame. */
export interface RewrittenFrame {
  readonly path: string;
  /** From 1. */
  readonly line: number;
  /** For each row of the frame what stands in its place: nothing, a row, or a row and its carets. */
  readonly rows: readonly (readonly string[])[];
}

const indentationOf = (line: string): number => line.length - line.trimStart().length;

/** How many characters of a line of the bundle are not shown. */
function hiddenIndentation(bundle: BundleMap, { line, text }: ShownRow): number {
  const full = bundle.lines?.[line];
  if (full !== undefined) return Math.max(0, indentationOf(full) - indentationOf(text));
  const first = bundle.map.segments[line]?.find((segment) => segment.length > 1);
  return first === undefined ? 0 : Math.max(0, first[0] - indentationOf(text));
}

function rowsOf(
  bundle: BundleMap,
  shown: readonly ShownRow[],
  positions: readonly (OriginalPosition | undefined)[],
  lines: readonly string[],
  marksParts: boolean,
): Map<number, readonly string[]> {
  const [first] = positions;
  const rewritten = new Map<number, readonly string[]>();
  const numbers = positions.flatMap((position) => position?.line ?? []);
  // Python takes away what all lines of the statement begin with (textwrap.dedent).
  const all = lines.slice(Math.min(...numbers), Math.max(...numbers) + 1).filter((line) => line.trim() !== '');
  const originalIndentation = Math.min(...all.map(indentationOf));
  for (const [index, row] of shown.entries()) {
    const position = positions[index];
    if (position === undefined || position.source !== first!.source || position.line >= lines.length) continue;
    const original = lines[position.line]!.slice(originalIndentation).trimEnd();
    if (original === row.text.trimEnd()) continue;
    rewritten.set(row.index, [original]);
    if (row.carets === undefined) {
      const carets = marksParts && shown.length === 1 ? callCarets(row.text, original) : undefined;
      if (carets !== undefined) rewritten.set(row.index, [original, carets]);
      continue;
    }
    const carets = mapCarets(
      {
        map: bundle.map,
        line: row.line,
        shown: row.text,
        indentation: hiddenIndentation(bundle, row),
        source: position.source,
        originalLine: position.line,
        original,
        originalIndentation,
      },
      row.carets,
    );
    rewritten.set(row.index + 1, carets === undefined ? [] : [carets]);
  }
  return rewritten;
}

/** Where a frame's first line comes from: by its carets, which tell apart what several originals have on one line. */
function positionOf(bundle: BundleMap, line: number, row: ShownRow | undefined): OriginalPosition | undefined {
  const column = row?.carets?.search(/[~^]/) ?? -1;
  const marked =
    row === undefined || column === -1
      ? undefined
      : originalPosition(bundle.map, line, offsetAtColumn(row.text, column, 'wide') + hiddenIndentation(bundle, row));
  return marked ?? originalLine(bundle.map, line);
}

/**
 * Writes a frame with original positions.
 * @param marksParts whether the Python that printed it marks what failed (3.11 and later)
 * @returns `another` where the bundle has another text on that line; nothing for code that was made by the bundler
 */
export function rewriteFrame(
  bundle: BundleMap,
  { path, line, rows }: Frame,
  originals: Originals,
  marksParts: boolean,
): RewrittenFrame | 'another' | undefined {
  const shown = readShownRows(rows, bundle.lines, line - 1);
  if (shown === undefined || (bundle.lines !== undefined && line > bundle.lines.length)) return 'another';
  const position = positionOf(bundle, line - 1, shown[0]);
  if (position === undefined) return undefined;
  const source = bundle.map.sources[position.source]!;
  const positions = shown.map((row, index) => (index === 0 ? position : originalLine(bundle.map, row.line)));
  const lines = shown.length === 0 ? undefined : originals.linesOf(source);
  const rewritten = lines && rowsOf(bundle, shown, positions, lines, marksParts);
  return {
    path: shownPath(source, path),
    line: position.line + 1,
    rows: rows.map((row, index) => rewritten?.get(index) ?? [row]),
  };
}
