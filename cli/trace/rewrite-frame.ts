import { type BundleMap, shownPath } from './bundle-map.ts';
import { offsetAtColumn } from './display-width.ts';
import { hiddenIndentation, originalRows } from './original-rows.ts';
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
  const rewritten = lines && originalRows(bundle, shown, positions, lines, marksParts);
  return {
    path: shownPath(source, path),
    line: position.line + 1,
    rows: rows.map((row, index) => rewritten?.get(index) ?? [row]),
  };
}
