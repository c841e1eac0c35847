import type { ParsedMap } from '../../core/source-map/parse-map.ts';
import { segmentAt } from '../../core/source-map/segment-at.ts';
import { type ColumnKind, displayColumn, offsetAtColumn } from './display-width.ts';
import { originalPosition } from './positions.ts';

/** A line of a bundle and of an original, both as shown and as they are. */
export interface CaretPlace {
  readonly map: ParsedMap;
  /** The line in the bundle, from 0, what is shown of it, and how many characters of it are left out before. */
  readonly line: number;
  readonly shown: string;
  readonly indentation: number;
  /** Whether what is marked goes on below the line. */
  readonly goesOn: boolean;
  /** The same of the original. */
  readonly source: number;
  readonly originalLine: number;
  readonly original: string;
  readonly originalIndentation: number;
}

/** A row of `^` or `~`; offsets into the shown line. */
interface Run {
  readonly mark: string;
  readonly start: number;
  readonly end: number;
}

function runsOf(carets: string, shown: string, kind: ColumnKind): Run[] {
  return Array.from(carets.matchAll(/\^+|~+/g), ({ 0: run, index }) => ({
    mark: run[0]!,
    start: offsetAtColumn(shown, index, kind),
    end: offsetAtColumn(shown, index + run.length, kind),
  }));
}

/** Where a run begins in the shown original. */
function startOf(place: CaretPlace, offset: number): number | undefined {
  const position = originalPosition(place.map, place.line, offset + place.indentation);
  const isSame = position?.source === place.source && position.line === place.originalLine;
  const start = isSame ? position.column - place.originalIndentation : -1;
  return start < 0 || start > place.original.length ? undefined : start;
}

/** Where a run ends in the shown original. What stands there instead of a name has another length. */
function endOf(place: CaretPlace, offset: number): number | undefined {
  const { map, line, indentation, original, originalIndentation } = place;
  const segments = map.segments[line] ?? [];
  const segment = segmentAt(segments, offset + indentation - 1);
  if (segment === undefined || segment.length === 1) return undefined;
  const start = startOf(place, segment[0] - indentation);
  if (start === undefined) return undefined;
  const name = segment.length === 5 ? map.names[segment[4]] : undefined;
  const generated = place.shown.slice(Math.max(0, segment[0] - indentation), offset);
  if (original.startsWith(generated, start) && (name === undefined || name === generated))
    return start + generated.length;
  if (name !== undefined && original.startsWith(name, start)) return start + name.length;
  const next = segments.find((candidate) => candidate[0] > segment[0] && candidate.length > 1);
  if (next === undefined || next.length === 1 || next[2] !== place.originalLine) return original.trimEnd().length;
  // What lies between two tokens belongs to none of them.
  return original.slice(0, next[3] - originalIndentation).trimEnd().length;
}

function withKind(place: CaretPlace, carets: string, kind: ColumnKind): string | undefined {
  const runs = runsOf(carets, place.shown, kind);
  const starts = runs.map(({ start }) => startOf(place, start));
  const row: string[] = [];
  for (const [index, { mark, end }] of runs.entries()) {
    const start = starts[index];
    // Marks that touch, as in ~~~^^^, go on touching.
    const isAll = place.goesOn && end >= place.shown.trimEnd().length;
    // What goes on below is marked up to the end of the line, with comments.
    const stop = isAll ? place.original.length : runs[index + 1]?.start === end ? starts[index + 1] : endOf(place, end);
    if (start === undefined || stop === undefined || stop <= start) return undefined;
    const first = displayColumn(place.original, start, kind);
    const last = displayColumn(place.original, stop, kind);
    for (let column = row.length; column < last; column++) row[column] = column < first ? ' ' : mark;
  }
  return row.join('');
}

/** Whether all runs begin where the map has a token. */
function beginsAtTokens({ map, line, shown, indentation }: CaretPlace, carets: string, kind: ColumnKind): boolean {
  const columns = new Set((map.segments[line] ?? []).map(([column]) => column));
  return runsOf(carets, shown, kind).every(({ start }) => columns.has(start + indentation));
}

/**
 * The carets below an original line, from those below the line of the bundle.
 * @returns nothing where they stand below text that was made by the bundler
 */
export function mapCarets(place: CaretPlace, carets: string): string | undefined {
  // Which of Python's two printers it was shows only where there are wide characters.
  const isWide = beginsAtTokens(place, carets, 'wide') || !beginsAtTokens(place, carets, 'characters');
  return withKind(place, carets, isWide ? 'wide' : 'characters');
}
