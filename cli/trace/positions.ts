import type { SourceMapSegment } from '@jridgewell/trace-mapping';
import type { ParsedMap } from './parse-map.ts';

/** A place in an original; line and column (UTF-16 units) count from 0. */
export interface OriginalPosition {
  readonly source: number;
  readonly line: number;
  readonly column: number;
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

function positionIn(segment: SourceMapSegment, columns: number): OriginalPosition | undefined {
  if (segment.length === 1) return undefined;
  return { source: segment[1], line: segment[2], column: segment[3] + columns };
}

/**
 * Where a place of the bundle (both from 0) comes from: copied text goes on as it is until the next segment of the line.
 * @returns nothing for text that was made by the bundler, and for what stands before the first segment
 */
export function originalPosition(map: ParsedMap, line: number, column: number): OriginalPosition | undefined {
  const segments = map.segments[line] ?? [];
  const segment = segments[segmentIndex(segments, column)];
  return segment && positionIn(segment, column - segment[0]);
}

/**
 * Where a line of the bundle (from 0) comes from: the first text on it that was copied.
 * @returns nothing for a line that was made by the bundler
 */
export function originalLine(map: ParsedMap, line: number): OriginalPosition | undefined {
  const first = map.segments[line]?.find((segment) => segment.length > 1);
  return first && positionIn(first, 0);
}
