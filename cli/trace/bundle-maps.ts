import { resolve } from 'node:path';
import type { Diagnostic } from '../../core/diagnostics.ts';
import type { BundleMap } from './bundle-map.ts';
import { findMap, type FoundMap } from './find-map.ts';
import { checkGivenMap, type GivenMap, isFor } from './given-map.ts';

/** Paths without a map that are remembered; a log may name any number of them. */
const REMEMBERED = 10_000;

/** The maps of the bundles that a text names. */
export interface BundleMaps {
  /** The map of a bundle, by the path that a text has for it; nothing for any other file. */
  of(path: string): BundleMap | undefined;
  /** Whether any file had a map. */
  readonly isAnyFound: boolean;
}

/** @param report is told, once a file, why a map cannot be used */
export function createBundleMaps(given: readonly GivenMap[], report: (diagnostic: Diagnostic) => void): BundleMaps {
  const found = new Map<string, BundleMap>();
  const without = new Set<string>();
  const failed = new Set<string>();

  function find(path: string): FoundMap {
    const map = given.find((candidate) => isFor(candidate, path));
    if (map !== undefined) return checkGivenMap(map, path);
    // A name such as <stdin> or <string> is no path, and so says nothing.
    return path.startsWith('<') || path.includes('\0') ? undefined : findMap(resolve(path));
  }

  return {
    of(path) {
      const known = found.get(path);
      if (known !== undefined || without.has(path) || failed.has(path)) return known;
      const result = find(path);
      if (result === undefined) {
        if (without.size === REMEMBERED) without.clear();
        without.add(path);
      } else if ('found' in result) {
        found.set(path, result.found);
        return result.found;
      } else {
        failed.add(path);
        report({ ...result.failure, level: 'warn', file: result.file });
      }
      return undefined;
    },
    get isAnyFound() {
      return found.size + failed.size > 0;
    },
  };
}
