import { relative } from 'node:path';
import { decodeSource } from '../../core/python/decode-source.ts';
import type { MapSource } from '../../core/source-map/source-list.ts';
import type { ParsedMap } from '../../core/source-map/parse-map.ts';

/** A map with the bundle that it is for. */
export interface BundleMap {
  readonly map: ParsedMap;
  /** The file that the map is read from. */
  readonly file: string;
  /** The lines of the bundle; nothing where it is not there. */
  readonly lines: readonly string[] | undefined;
}

/** The lines of a Python file, as Python counts them; nothing where it is none. */
export function linesOfBundle(bytes: Uint8Array): readonly string[] | undefined {
  const decoded = decodeSource(bytes);
  return 'text' in decoded ? decoded.text.split('\n') : undefined;
}

/** How an original is called where a text calls the bundle so: a relative path stays one, from the current folder. */
export function shownPath(source: MapSource, bundle: string): string {
  const isAbsolute = /^(?:[/\\]|[a-z]:)/i.test(bundle);
  return isAbsolute || !source.isFile ? source.path : relative(process.cwd(), source.path);
}
