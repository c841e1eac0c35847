/** A jump from a line to a line; negative where code that begins on that line is left (`coverage`'s arcs). */
export type Branch = readonly [from: number, to: number];

/** The numbers of a file or region, by the names in the report. */
export type Summary = Readonly<Record<string, number | string>>;

/** What a report has of a function, a class, or a file without them (`coverage/jsonreport.py`). Lines count from 1. */
export interface CoverageRegion {
  readonly executed_lines: readonly number[];
  readonly summary: Summary;
  readonly missing_lines: readonly number[];
  readonly excluded_lines: readonly number[];
  /** From format 3 of coverage 7.10 on. */
  readonly start_line?: number;
  /** With `--show-contexts`: the contexts of each line. */
  readonly contexts?: Readonly<Record<string, readonly string[]>>;
  /** With branches. */
  readonly executed_branches?: readonly Branch[];
  readonly missing_branches?: readonly Branch[];
}

/** What a report has of a file; functions and classes by name from format 3 on, what is in none of them by an empty one. */
export interface CoverageFile extends CoverageRegion {
  readonly functions?: Readonly<Record<string, CoverageRegion>>;
  readonly classes?: Readonly<Record<string, CoverageRegion>>;
}

/** A report of `coverage json`. */
export interface CoverageReport {
  readonly meta: object;
  readonly files: Readonly<Record<string, CoverageFile>>;
  readonly totals: Summary;
}

const isRegion = (value: unknown): value is CoverageRegion => {
  const region = value as Partial<CoverageRegion> | null;
  return (
    Array.isArray(region?.executed_lines) &&
    Array.isArray(region.missing_lines) &&
    Array.isArray(region.excluded_lines) &&
    typeof region.summary === 'object'
  );
};

/** Whether JSON is a report with what every version writes. */
export function isCoverageReport(value: unknown): value is CoverageReport {
  const report = value as Partial<CoverageReport> | null;
  return (
    typeof report?.files === 'object' &&
    report.files !== null &&
    typeof report.totals === 'object' &&
    report.totals !== null &&
    Object.values(report.files).every(isRegion)
  );
}
