import type { SourceMapSegment } from '@jridgewell/trace-mapping';
import { segmentAt } from '../../core/source-map/segment-at.ts';
import type { BundleMap } from './bundle-map.ts';
import type { ParsedMap } from '../../core/source-map/parse-map.ts';

/** A place in an original; line and column (UTF-16 units) count from 0. */
export interface OriginalPosition {
  readonly source: number;
  readonly line: number;
  readonly column: number;
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
  const segment = segmentAt(map.segments[line] ?? [], column);
  return segment && positionIn(segment, column - segment[0]);
}

/**
 * Where a line of the bundle (from 0) comes from: the first text on it that was copied, but for indentation, which can be
 * what is left of other lines.
 * @returns nothing for a line that was made by the bundler
 */
export function originalLine({ map, lines }: BundleMap, line: number): OriginalPosition | undefined {
  const indentation = lines?.[line]?.search(/\S/) ?? 0;
  const begin = originalPosition(map, line, indentation);
  if (begin !== undefined) return begin;
  const next = map.segments[line]?.find((segment) => segment[0] > indentation && segment.length > 1);
  return next && positionIn(next, 0);
}
