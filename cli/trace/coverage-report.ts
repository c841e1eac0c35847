import { resolve } from 'node:path';
import { reportUnreadable } from '../../core/diagnostics.ts';
import { type BundleMap, shownPath } from './bundle-map.ts';
import type { BundleMaps } from './bundle-maps.ts';
import { type CollectedFile, collectedFile, collectFile, writeFile } from './coverage-file.ts';
import { type CoverageFile, type CoverageReport, isCoverageReport } from './coverage-format.ts';
import { lineMapOf, ownLineMap } from './coverage-lines.ts';
import type { MapSource } from '../../core/source-map/source-list.ts';
import type { Originals } from './originals.ts';
import { precisionOf, totalOf } from './coverage-summary.ts';
import type { Tracing } from './tracing.ts';

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

/** An original and the bundle that it is in. */
interface BundledFile {
  readonly bundle: BundleMap;
  readonly source: MapSource;
  readonly collected: CollectedFile;
}

/** A report in which originals stand in place of bundles; the same one where it names no bundle. */
function traceReport(report: CoverageReport, maps: BundleMaps, originals: Originals): CoverageReport {
  const bundled = new Map<string, BundledFile>();
  const files: Record<string, CoverageFile> = {};
  for (const [path, file] of Object.entries(report.files)) {
    const bundle = maps.of(path);
    if (bundle === undefined) {
      files[path] = file;
      continue;
    }
    collectFile(file, lineMapOf(bundle, originals), (index) => {
      const source = bundle.map.sources[index]!;
      const original = shownPath(source, path);
      if (!bundled.has(original)) bundled.set(original, { bundle, source, collected: collectedFile(file) });
      return bundled.get(original)!.collected;
    });
  }
  if (bundled.size === 0) return report;
  const precision = precisionOf(report.totals);
  const paths = new Map(Object.keys(files).map((path) => [resolve(path), path]));
  for (const [path, { bundle, source, collected }] of bundled) {
    // A module may be in the report by itself too, as one that is wrapped, or because of `--source`.
    const same = paths.get(resolve(path));
    if (same !== undefined) {
      collectFile(files[same]!, ownLineMap(files[same]!, bundle, source, originals), () => collected);
    }
    files[same ?? path] = writeFile(collected, precision);
  }
  const sorted = Object.fromEntries(Object.entries(files).toSorted(([a], [b]) => (a < b ? -1 : 1)));
  const summaries = Object.values(sorted).map(({ summary }) => summary);
  return { ...report, files: sorted, totals: totalOf(summaries, report.totals) };
}

/**
 * Writes a report of `coverage json` with originals in place of bundles.
 */
export function rewriteCoverage(bytes: Buffer, { maps, originals, report }: Tracing): Buffer {
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
  const traced = traceReport(parsed, maps, originals);
  if (traced === parsed) return bytes;
  const indentation = /^\s*\{\n( +)/.exec(text)?.[1];
  return Buffer.from(JSON.stringify(traced, null, indentation) + (text.endsWith('\n') ? '\n' : ''));
}
