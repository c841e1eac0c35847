import { basename } from 'node:path';
import { type Diagnostic, originalChanged, originalMissing } from '../../core/diagnostics.ts';
import type { MapSource } from '../../core/source-map/source-list.ts';
import { readOriginal } from './original-text.ts';

/** The texts of originals, each read once. */
export interface Originals {
  /** The lines of an original as it was bundled; nothing where nobody has them any more. */
  linesOf(source: MapSource): readonly string[] | undefined;
}

/** @param report is told, once a file, that it is not what was bundled */
export function createOriginals(report: (diagnostic: Diagnostic) => void): Originals {
  const known = new Map<MapSource, readonly string[] | undefined>();
  return {
    linesOf(source) {
      if (known.has(source)) return known.get(source);
      const { lines, state } = readOriginal(source);
      const name = basename(source.path);
      // The positions are right for the text that was bundled, which an editor would not show.
      if (state === 'changed') report({ ...originalChanged(name), level: 'warn', file: source.path });
      if (state === 'missing' && lines === undefined) {
        report({ ...originalMissing(name), level: 'info', file: source.path });
      }
      known.set(source, lines);
      return lines;
    },
  };
}
