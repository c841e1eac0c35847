import { dirname } from 'node:path';
import type { Module } from '../module.ts';
import { followUrl } from './follow-url.ts';
import { parseMap } from './parse-map.ts';
import { segmentAt } from './segment-at.ts';
import type { MapSource } from './source-list.ts';

/** A place in one of a map's sources; line and column from 0. */
interface TracedPlace {
  /** Index into the map's sources. */
  readonly source: number;
  readonly line: number;
  readonly column: number;
  readonly name: string | undefined;
}

/** The map that an input has of its own, as it was generated. */
export interface InputMap {
  readonly sources: readonly MapSource[];
  trace(line: number, column: number): TracedPlace | undefined;
}

const comment = /(?:^|\n)# sourceMappingURL=(\S+)\s*$/;

/** The URL in the comment at the end of a text that names its map. */
const mapUrl = (text: string): string | undefined =>
  comment.exec(text.slice(Math.max(0, text.lastIndexOf('# sourceMappingURL=') - 1)))?.[1];

/**
 * Reads the map that a module's file names in its last line.
 * @returns nothing where it names none, or the reason why its map cannot be used
 */
export function inputMap({ file, layers, text, digest }: Module): InputMap | string | undefined {
  const url = mapUrl(layers[0]?.original ?? text);
  if (url === undefined || file === undefined) return undefined;
  const linked = followUrl(url, file);
  if ('problem' in linked) return linked.problem;
  const result = parseMap(linked.text, dirname(linked.file));
  if ('problem' in result) return result.problem;
  const { sources, names, segments, bundleDigest } = result.map;
  const above = digest?.aboveComment;
  if (bundleDigest !== undefined && above !== undefined && bundleDigest !== above) return 'the file was changed since';
  return {
    sources,
    trace(line, column) {
      const segment = segmentAt(segments[line] ?? [], column);
      if (segment === undefined || segment.length === 1) return undefined;
      const [, source, sourceLine, sourceColumn, name] = segment;
      return { source, line: sourceLine, column: sourceColumn, name: name === undefined ? undefined : names[name] };
    },
  };
}
