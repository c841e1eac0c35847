import type { BundleMap } from './bundle-map.ts';
import type { Branch, CoverageRegion } from './coverage-format.ts';
import type { CoverageLines } from './coverage-summary.ts';
import type { MapSource } from '../../core/source-map/source-list.ts';
import type { Originals } from './originals.ts';
import { originalLine } from './positions.ts';

/** A line of an original, from 1. */
interface MappedLine {
  readonly source: number;
  readonly line: number;
}

/** Where the lines of a report come from, both from 1. */
export interface LineMap {
  lineOf(line: number): MappedLine | undefined;
  /** The first line at or below one that comes from a source. */
  nextOf(line: number, source: number): number | undefined;
}

/**
 * Whether a line (from 1) has the docstring of a module. In a bundle it can stand below other text, as a statement. (Before
 * coverage 7.13.1 such lines were executed ones, but no statements.)
 */
function isModuleDocstring(lines: readonly string[] | undefined, line: number): boolean {
  return (
    lines !== undefined &&
    /^\s*[ru]?["']/i.test(lines[line - 1] ?? '') &&
    lines.slice(0, line - 1).every((before) => /^\s*(?:#|$)/.test(before))
  );
}

/** The lines of a bundle. */
export function lineMapOf({ map }: BundleMap, originals: Originals): LineMap {
  const lineOf = (line: number): MappedLine | undefined => {
    const position = line < 1 ? undefined : originalLine(map, line - 1);
    if (position === undefined) return undefined;
    const lines = originals.linesOf(map.sources[position.source]!);
    if (isModuleDocstring(lines, position.line + 1)) return undefined;
    return { source: position.source, line: position.line + 1 };
  };
  return {
    lineOf,
    nextOf(line, source) {
      for (let below = line; below <= map.segments.length; below++) {
        const mapped = lineOf(below);
        if (mapped?.source === source) return mapped.line;
      }
      return undefined;
    },
  };
}

/**
 * The lines of an original that is in the report by itself as well: of one that never ran by itself without import
 * statements that are not in the bundle, as nothing says whether they would have run.
 */
export function ownLineMap(file: CoverageRegion, { map }: BundleMap, source: MapSource, originals: Originals): LineMap {
  const index = map.sources.indexOf(source);
  const bundled = new Set<number>();
  const lines = file.executed_lines.length > 0 ? undefined : originals.linesOf(source);
  if (lines !== undefined) {
    for (const segments of map.segments) {
      for (const segment of segments) if (segment.length > 1 && segment[1] === index) bundled.add(segment[2]! + 1);
    }
  }
  const isGone = (line: number): boolean =>
    lines !== undefined && !bundled.has(line) && /^\s*(?:import|from)\b/.test(lines[line - 1] ?? '');
  return { lineOf: (line) => (isGone(line) ? undefined : { source: 0, line }), nextOf: (line) => line };
}

/** What is collected of one original, from one region or more. */
export interface CollectedLines {
  readonly executed: Set<number>;
  readonly missing: Set<number>;
  readonly excluded: Set<number>;
  readonly contexts: Map<number, Set<string>>;
  readonly executedBranches: Map<string, Branch>;
  readonly missingBranches: Map<string, Branch>;
}

export const collectedLines = (): CollectedLines => ({
  executed: new Set(),
  missing: new Set(),
  excluded: new Set(),
  contexts: new Map(),
  executedBranches: new Map(),
  missingBranches: new Map(),
});

/** Where a jump goes in the original. */
function targetOf(to: number, source: number, lines: LineMap): number {
  if (to < 0) {
    const begin = lines.lineOf(-to);
    // A module begins on line 1 whatever stands there.
    return to === -1 || begin?.source !== source ? -1 : -begin.line;
  }
  const mapped = lines.lineOf(to);
  // Behind a flattened module goes on who imported it; in the original the module ends there.
  return mapped?.source === source ? mapped.line : (lines.nextOf(to, source) ?? -1);
}

/** Adds what a region has of each original. @param of makes or finds the collection of an original */
export function collect(region: CoverageRegion, lines: LineMap, of: (source: number) => CollectedLines): void {
  for (const kind of ['executed', 'missing', 'excluded'] as const) {
    for (const line of region[`${kind}_lines`]) {
      const mapped = lines.lineOf(line);
      if (mapped !== undefined) of(mapped.source)[kind].add(mapped.line);
    }
  }
  for (const [line, names] of Object.entries(region.contexts ?? {})) {
    const mapped = lines.lineOf(Number(line));
    if (mapped === undefined) continue;
    const { contexts } = of(mapped.source);
    contexts.set(mapped.line, new Set([...(contexts.get(mapped.line) ?? []), ...names]));
  }
  for (const kind of ['executed', 'missing'] as const) {
    for (const [from, to] of region[`${kind}_branches`] ?? []) {
      const mapped = lines.lineOf(from);
      if (mapped === undefined) continue;
      const branch: Branch = [mapped.line, targetOf(to, mapped.source, lines)];
      of(mapped.source)[`${kind}Branches`].set(branch.join(), branch);
    }
  }
}

const ascending = (lines: Iterable<number>): number[] => [...lines].toSorted((a, b) => a - b);
const sortedBranches = (branches: Iterable<Branch>): Branch[] =>
  [...branches].toSorted(([a, b], [c, d]) => a - c || b - d);

/** What was collected: a line that ran anywhere did run. */
export function settledLines(collected: CollectedLines): CoverageLines {
  const { executed, missing, excluded, executedBranches, missingBranches } = collected;
  return {
    executed: ascending(executed),
    missing: ascending(missing).filter((line) => !executed.has(line)),
    excluded: ascending(excluded).filter((line) => !executed.has(line) && !missing.has(line)),
    executedBranches: sortedBranches(executedBranches.values()),
    missingBranches: sortedBranches(
      [...missingBranches].filter(([key]) => !executedBranches.has(key)).map(([, branch]) => branch),
    ),
  };
}
