import { resolve } from 'node:path';
import { type Diagnostic, reportUnreadable } from '../../core/diagnostics.ts';
import { shownPath } from './bundle-map.ts';
import type { BundleMaps } from './bundle-maps.ts';
import { type CollectedFile, collectedFile, collectFile, writeFile } from './coverage-file.ts';
import { type CoverageFile, type CoverageReport, isCoverageReport } from './coverage-format.ts';
import { lineMapOf, unmapped } from './coverage-lines.ts';
import { precisionOf, totalOf } from './coverage-summary.ts';

/** Bytes within which a report says what it is. */
const HEAD = 1024;

/** Whether a text begins as reports of `coverage json` do; nothing while too little of it is there. */
export function looksLikeCoverage(start: Buffer): boolean | undefined {
  const text = start.toString('latin1', 0, HEAD);
  if (/^\s*$/.test(text)) return start.length >= HEAD ? false : undefined;
  if (!/^\s*\{/.test(text)) return false;
  if (/^\s*\{\s*"meta"\s*:\s*\{[^{}]*\}\s*,\s*"files"\s*:/.test(text)) return true;
  return start.length >= HEAD ? false : undefined;
}

/** A report in which originals stand in place of bundles; the same one where it names no bundle. */
function traceReport(report: CoverageReport, maps: BundleMaps): CoverageReport {
  const collected = new Map<string, CollectedFile>();
  const files: Record<string, CoverageFile> = {};
  for (const [path, file] of Object.entries(report.files)) {
    const bundle = maps.of(path);
    if (bundle === undefined) {
      files[path] = file;
      continue;
    }
    collectFile(file, lineMapOf(bundle), (source) => {
      const original = shownPath(bundle.map.sources[source]!, path);
      if (!collected.has(original)) collected.set(original, collectedFile(file));
      return collected.get(original)!;
    });
  }
  if (collected.size === 0) return report;
  const precision = precisionOf(report.totals);
  for (const [path, original] of collected) {
    // A module may be in the report by itself too, as one that is wrapped has its own file name.
    const same = Object.keys(files).find((known) => resolve(known) === resolve(path));
    if (same !== undefined) collectFile(files[same]!, unmapped, () => original);
    files[same ?? path] = writeFile(original, precision);
  }
  const sorted = Object.fromEntries(Object.entries(files).toSorted(([a], [b]) => (a < b ? -1 : 1)));
  const summaries = Object.values(sorted).map(({ summary }) => summary);
  return { ...report, files: sorted, totals: totalOf(summaries, report.totals) };
}

/**
 * Writes a report of `coverage json` with originals in place of bundles.
 * @param report is told when the text is no such report
 */
export function rewriteCoverage(bytes: Buffer, maps: BundleMaps, report: (diagnostic: Diagnostic) => void): Buffer {
  const text = bytes.toString();
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch (cause) {
    report({ ...reportUnreadable((cause as Error).message), level: 'warn' });
    return bytes;
  }
  if (!isCoverageReport(parsed)) {
    report({ ...reportUnreadable('it lacks files, lines or totals'), level: 'warn' });
    return bytes;
  }
  const traced = traceReport(parsed, maps);
  if (traced === parsed) return bytes;
  const indentation = /^\s*\{\n( +)/.exec(text)?.[1];
  return Buffer.from(JSON.stringify(traced, null, indentation) + (text.endsWith('\n') ? '\n' : ''));
}
