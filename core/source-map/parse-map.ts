import { isAbsolute, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { decodedMappings, FlattenMap, type SourceMapSegment } from '@jridgewell/trace-mapping';
import type { MapSource } from './source-list.ts';

/** A source map (ECMA-426) as it is used here. */
export interface ParsedMap {
  /** The base name of the bundle that the map says it is for. */
  readonly file: string | undefined;
  /** SHA-256 of the bundle's text, where the map says it. */
  readonly bundleDigest: string | undefined;
  readonly sources: readonly MapSource[];
  readonly names: readonly string[];
  /** The segments of each line; lines and columns count from 0. */
  readonly segments: readonly (readonly SourceMapSegment[])[];
}

/** A map, or the end of a sentence that says why it is none. */
export type MapResult = { readonly map: ParsedMap } | { readonly problem: string };

/** What the fields of a map may be before they have been checked. */
interface RawMap {
  readonly version?: unknown;
  readonly file?: unknown;
  readonly mappings?: unknown;
  readonly sections?: unknown;
  readonly sources?: unknown;
  readonly names?: unknown;
  readonly sourceRoot?: unknown;
  readonly x_cribo_bundle?: unknown;
  readonly x_cribo_sources?: unknown;
}

const isList = (value: unknown): value is readonly unknown[] => Array.isArray(value);
const stringOrNothing = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

function problemOf(raw: unknown): string | undefined {
  if (typeof raw !== 'object' || raw === null || isList(raw)) return 'it is no JSON object';
  const { version, mappings, sections, sources, names } = raw as RawMap;
  if (version !== 3)
    return version === undefined ? 'it has no version' : `its version is ${JSON.stringify(version)}, not 3`;
  if (isList(sections)) return undefined;
  if (!isList(sources)) return 'it has no list of sources';
  if (names !== undefined && !isList(names)) return 'its names are no list';
  if (typeof mappings !== 'string') return 'it has no mappings';
  return /^[A-Za-z0-9+/,;]*$/.test(mappings) ? undefined : 'its mappings are not in base 64';
}

function sourceOf(source: string | null, root: string, folder: string): Pick<MapSource, 'path' | 'isFile'> {
  const rooted =
    source === null || root === '' || isAbsolute(source) ? (source ?? '') : `${root.replace(/\/$/, '')}/${source}`;
  if (rooted.startsWith('file://')) return { path: fileURLToPath(rooted), isFile: true };
  // A scheme has more letters than a Windows drive.
  if (/^[a-z][a-z\d+.-]+:/i.test(rooted)) return { path: rooted, isFile: false };
  return { path: resolve(folder, rooted), isFile: source !== null };
}

/**
 * Reads a source map.
 * @param folder what paths in the map are relative to: the folder of the map, or of the bundle that carries it
 */
export function parseMap(text: string, folder: string): MapResult {
  let raw: RawMap;
  try {
    // Servers may put such a line before it, so that nobody takes it for a script.
    raw = JSON.parse(text.replace(/^\uFEFF?(?:\)\]\}'[^\n]*\n)?/, '')) as RawMap;
  } catch (cause) {
    return { problem: `it is no JSON (${(cause as Error).message})` };
  }
  const problem = problemOf(raw);
  if (problem !== undefined) return { problem };
  try {
    const flat = new FlattenMap(raw as ConstructorParameters<typeof FlattenMap>[0]);
    const digests = isList(raw.x_cribo_sources) ? raw.x_cribo_sources : [];
    const root = isList(raw.sections) ? '' : (flat.sourceRoot ?? '');
    const sources = flat.sources.map((source, index) => ({
      ...sourceOf(source, root, folder),
      digest: stringOrNothing(digests[index]),
      content: flat.sourcesContent?.[index] ?? undefined,
    }));
    const segments = decodedMappings(flat) as readonly (readonly SourceMapSegment[])[];
    const names = flat.names ?? [];
    const isInside = (segment: SourceMapSegment): boolean =>
      segment[0] >= 0 &&
      (segment.length === 1 ||
        (segment[1] >= 0 && segment[1] < sources.length && segment[2] >= 0 && segment[3] >= 0)) &&
      (segment.length < 5 || (segment[4]! >= 0 && segment[4]! < names.length));
    if (!segments.every((line) => line.every(isInside))) return { problem: 'its mappings lead out of its sources' };
    const file = stringOrNothing(raw.file);
    return { map: { file, bundleDigest: stringOrNothing(raw.x_cribo_bundle), sources, names, segments } };
  } catch (cause) {
    return { problem: `its mappings cannot be read (${(cause as Error).message})` };
  }
}
