import { type BundleMap, shownPath } from './bundle-map.ts';
import type { BundleMaps } from './bundle-maps.ts';
import { originalLine, originalPosition } from './positions.ts';

/** `path:12`, `path:12:5` (as linters have it) and `path(12)` (as `pdb` has it), in the middle of a text. */
const PLACE =
  /(?<path>(?:[a-z]:[\\/])?[^\s"'<>|:*?()[\]{},;=]+\.pyw?)(?:(?<mark>:)(?<line>\d+)(?::(?<column>\d+))?|\((?<inner>\d+)\))(?!\d)/dgi;

/** What every place has, and few lines do. */
const HINT = /\.pyw?[:(]\d/i;

/** A place that was written anew. */
export interface RewrittenPlace {
  readonly bundle: BundleMap;
  /** The line in the bundle, from 0. */
  readonly line: number;
  /** The original and its line, from 0. */
  readonly source: number;
  readonly originalLine: number;
}

export interface RewrittenPlaces {
  readonly text: string;
  /** The last of them. */
  readonly last: RewrittenPlace | undefined;
}

/** The bundle of a path: a warning's line begins with it, so that there a path may have blanks. */
function bundleOf(maps: BundleMaps, text: string, start: number, end: number) {
  const path = text.slice(start, end);
  const bundle = maps.of(path);
  if (bundle !== undefined || start === 0 || !/^(?:\/|[a-z]:[\\/])/i.test(text))
    return bundle && { bundle, path, start };
  const whole = text.slice(0, end);
  const wholeBundle = /[:"]/.test(whole.slice(2)) ? undefined : maps.of(whole);
  return wholeBundle && { bundle: wholeBundle, path: whole, start: 0 };
}

/** Writes places of bundles in a line as places of originals: those of warnings, logs, profiles, pytest and pdb. */
export function rewritePlaces(text: string, maps: BundleMaps): RewrittenPlaces {
  if (!HINT.test(text)) return { text, last: undefined };
  let result = '';
  let copied = 0;
  let last: RewrittenPlace | undefined;
  for (const match of text.matchAll(PLACE)) {
    const [start, end] = match.indices!.groups!.path!;
    const found = bundleOf(maps, text, start, end);
    if (found === undefined || found.start < copied) continue;
    const { bundle } = found;
    const { line, column, inner, mark } = match.groups!;
    const number = Number(line ?? inner) - 1;
    const exact = column === undefined ? undefined : originalPosition(bundle.map, number, Number(column) - 1);
    const position = number < 0 ? undefined : (exact ?? originalLine(bundle.map, number));
    if (position === undefined) continue;
    const source = bundle.map.sources[position.source]!;
    const path = shownPath(source, found.path);
    const place = mark === undefined ? `(${position.line + 1})` : `:${position.line + 1}`;
    const written = `${path}${place}${column === undefined ? '' : `:${exact === undefined ? column : position.column + 1}`}`;
    const after = match.index + match[0].length;
    result += text.slice(copied, found.start) + written;
    copied = after;
    // The callers in a profile stand in a column of their own (`pstats.Stats.print_callers`).
    const table = /^(\([^)]*\))( {2,})/.exec(text.slice(after));
    if (table !== null) {
      const [whole, name, blanks] = table as unknown as [string, string, string];
      const width = blanks.length - (written.length - (after - found.start));
      result += name + ' '.repeat(Math.max(1, width));
      copied += whole.length;
    }
    last = { bundle, line: number, source: position.source, originalLine: position.line };
  }
  return { text: result + text.slice(copied), last };
}
