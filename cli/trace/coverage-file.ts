import type { CoverageFile, CoverageRegion } from './coverage-format.ts';
import { collect, type CollectedLines, collectedLines, type LineMap, settledLines } from './coverage-lines.ts';
import { summaryOf } from './coverage-summary.ts';

/** A function or class of an original. */
interface CollectedRegion {
  readonly name: string;
  /** From 1. */
  readonly start: number;
  readonly lines: CollectedLines;
}

const kinds = ['functions', 'classes'] as const;

/** What is collected of one original, from one file of the report or more. */
export interface CollectedFile {
  readonly lines: CollectedLines;
  readonly regions: Record<(typeof kinds)[number], CollectedRegion[]>;
  /** Says which fields the report has. */
  readonly template: CoverageFile;
}

export const collectedFile = (template: CoverageFile): CollectedFile => ({
  lines: collectedLines(),
  regions: { functions: [], classes: [] },
  template,
});

/** The first line of a region in the bundle: of older reports the first of which they say anything. */
function firstLine({ start_line, executed_lines, missing_lines, excluded_lines }: CoverageRegion): number {
  return start_line ?? Math.min(...executed_lines, ...missing_lines, ...excluded_lines);
}

function regionOf(file: CollectedFile, kind: (typeof kinds)[number], name: string, start: number): CollectedRegion {
  const same = file.regions[kind].find((region) => region.name === name && (name === '' || region.start === start));
  if (same !== undefined) return same;
  const region = { name, start, lines: collectedLines() };
  file.regions[kind].push(region);
  return region;
}

/** Adds what a file of the report has of each original. @param of makes or finds the collection of an original */
export function collectFile(file: CoverageFile, lines: LineMap, of: (source: number) => CollectedFile): void {
  collect(file, lines, (source) => of(source).lines);
  for (const kind of kinds) {
    for (const [key, region] of Object.entries(file[kind] ?? {})) {
      // Of several with one name all but the first have their line behind it; the others may be of other originals.
      const name = key.replace(/@\d+$/, '');
      const first = firstLine(region);
      const begin = lines.lineOf(first);
      if (name === '') collect(region, lines, (source) => regionOf(of(source), kind, '', 1).lines);
      else if (begin !== undefined) {
        const elsewhere = collectedLines();
        const { lines: own } = regionOf(of(begin.source), kind, name, begin.line);
        collect(region, lines, (source) => (source === begin.source ? own : elsewhere));
      }
    }
  }
}

function writeRegion(collected: CollectedLines, template: CoverageRegion, precision: number, start?: number) {
  const lines = settledLines(collected);
  return {
    executed_lines: lines.executed,
    summary: summaryOf(lines, template.summary, precision),
    missing_lines: lines.missing,
    excluded_lines: lines.excluded,
    ...(start !== undefined && { start_line: start }),
    ...(template.contexts && {
      contexts: Object.fromEntries([...collected.contexts].map(([line, names]) => [line, [...names].toSorted()])),
    }),
    ...(template.executed_branches && { executed_branches: lines.executedBranches }),
    ...(template.missing_branches && { missing_branches: lines.missingBranches }),
  };
}

/** What is in no region comes last (`JsonReporter.report_one_file`). */
const inReportedOrder = (a: CollectedRegion, b: CollectedRegion): number =>
  Number(a.name === '') - Number(b.name === '') || a.start - b.start;

/** An original as the report has files. */
export function writeFile({ lines, regions, template }: CollectedFile, precision: number): CoverageFile {
  const written: Record<string, Record<string, CoverageRegion>> = {};
  for (const kind of kinds) {
    if (template[kind] === undefined) continue;
    const hasStarts = Object.values(template[kind]).some(({ start_line }) => start_line !== undefined);
    const byName: Record<string, CoverageRegion> = {};
    for (const region of regions[kind].toSorted(inReportedOrder)) {
      const key = region.name in byName ? `${region.name}@${region.start}` : region.name;
      byName[key] = writeRegion(region.lines, template, precision, hasStarts ? region.start : undefined);
    }
    written[kind] = byName;
  }
  return { ...writeRegion(lines, template, precision), ...written };
}
