import type { SourceMapSegment } from '@jridgewell/trace-mapping';
import { lowerBound } from '../lower-bound.ts';

/** The last of a line's segments that begins at or before a column (from 0); nothing where none does. */
export function segmentAt(segments: readonly SourceMapSegment[], column: number): SourceMapSegment | undefined {
  return segments[lowerBound(segments.length, (index) => segments[index]![0] <= column) - 1];
}
