import type { SourceMapSegment } from '@jridgewell/trace-mapping';
import type { ParsedMap } from './parse-map.ts';

/** A place in an original; line and column (UTF-16 units) count from 0. */
export interface OriginalPosition {
  readonly source: number;
  readonly line: number;
  readonly column: number;
  /** What stands there in the original, where the bundle has another name. */
  readonly name: string | undefined;
}

/** Index of the last segment that begins at or before a column; -1 where none does. */
export function segmentIndex(segments: readonly SourceMapSegment[], column: number): number {
  let low = 0;
  let high = segments.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (segments[middle]![0] <= column) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

function positionIn(
  map: ParsedMap,
  segment: SourceMapSegment,
  lines: number,
  columns: number,
): OriginalPosition | undefined {
  if (segment.length === 1) return undefined;
  const column = lines === 0 ? segment[3] + columns : columns;
  const name = segment.length === 5 && lines === 0 && columns === 0 ? map.names[segment[4]] : undefined;
  return { source: segment[1], line: segment[2] + lines, column, name };
}

/**
 * Where a place of the bundle (both from 0) comes from: copied text goes on as it is until the next segment begins, also
 * over the ends of lines, as in a string.
 * @returns nothing for text that was made by the bundler
 */
export function originalPosition(map: ParsedMap, line: number, column: number): OriginalPosition | undefined {
  if (line >= map.segments.length) return undefined;
  const segments = map.segments[line]!;
  const index = segmentIndex(segments, column);
  if (index >= 0) return positionIn(map, segments[index]!, 0, column - segments[index]![0]);
  for (let above = line - 1; above >= 0; above--) {
    const last = map.segments[above]!.at(-1);
    if (last !== undefined) return positionIn(map, last, line - above, column);
  }
  return undefined;
}

/**
 * Where a line of the bundle (from 0) comes from: the first text on it that was copied, else what goes on from above.
 * @returns nothing for a line that was made by the bundler
 */
export function originalLine(map: ParsedMap, line: number): OriginalPosition | undefined {
  const segments = map.segments[line] ?? [];
  const first = segments.find((segment) => segment.length > 1);
  if (first !== undefined) return positionIn(map, first, 0, 0);
  return segments.length > 0 ? undefined : originalPosition(map, line, 0);
}
