import type { Branch, Summary } from './coverage-format.ts';

/** What a region comes to; lines ascend. */
export interface CoverageLines {
  readonly executed: readonly number[];
  readonly missing: readonly number[];
  readonly excluded: readonly number[];
  readonly executedBranches: readonly Branch[];
  readonly missingBranches: readonly Branch[];
}

const percent = (part: number, whole: number): number => (whole === 0 ? 100 : (100 * part) / whole);

/** A percentage as people read it: 0 and 100 are never rounded to (`coverage.results.display_covered`). */
function displayed(value: number, precision: number): string {
  const least = 10 ** -precision;
  if (value > 0 && value < least) return least.toFixed(precision);
  return (value > 100 - least && value < 100 ? 100 - least : value).toFixed(precision);
}

/** Digits after the point that a report shows. */
export function precisionOf({ percent_covered_display: shown }: Summary): number {
  return String(shown ?? '').split('.')[1]?.length ?? 0;
}

const counts = [
  'covered_lines',
  'missing_lines',
  'excluded_lines',
  'num_branches',
  'num_partial_branches',
  'covered_branches',
  'missing_branches',
] as const;

type Counts = Record<(typeof counts)[number], number>;

/** The numbers that the others are made from, with those names that the report has anyhow. */
function summarise(template: Summary, of: Counts, precision: number): Summary {
  const statements = of.covered_lines + of.missing_lines;
  const percentages = {
    percent_covered: percent(of.covered_lines + of.covered_branches, statements + of.num_branches),
    percent_statements_covered: percent(of.covered_lines, statements),
    percent_branches_covered: percent(of.covered_branches, of.num_branches),
  };
  const all: Record<string, number | string> = { ...of, num_statements: statements, ...percentages };
  for (const [name, value] of Object.entries(percentages)) all[`${name}_display`] = displayed(value, precision);
  return Object.fromEntries(Object.keys(template).flatMap((key) => (key in all ? [[key, all[key]!]] : [])));
}

/** The summary of a region. @param template one of the same report */
export function summaryOf(lines: CoverageLines, template: Summary, precision: number): Summary {
  const { executed, missing, excluded, executedBranches, missingBranches } = lines;
  const missed = new Set(missing);
  return summarise(
    template,
    {
      covered_lines: executed.length,
      missing_lines: missing.length,
      excluded_lines: excluded.length,
      num_branches: executedBranches.length + missingBranches.length,
      // A line that never ran is missing as a whole (`coverage.results.Analysis`).
      num_partial_branches: missingBranches.filter(([from]) => !missed.has(from)).length,
      covered_branches: executedBranches.length,
      missing_branches: missingBranches.length,
    },
    precision,
  );
}

/** The summary of several files. */
export function totalOf(summaries: readonly Summary[], template: Summary): Summary {
  const sum = (key: string): number => summaries.reduce((total, summary) => total + Number(summary[key] ?? 0), 0);
  const total = Object.fromEntries(counts.map((key) => [key, sum(key)])) as Counts;
  return summarise(template, total, precisionOf(template));
}
