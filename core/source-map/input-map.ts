import { readFileSync, statSync } from 'node:fs';
import { dirname, isAbsolute, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { TraceMap, traceSegment } from '@jridgewell/trace-mapping';
import type { Module } from '../module.ts';
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
export function inputMap(module: Module): InputMap | string | undefined {
  const { file, layers, text } = module;
  const url = mapUrl(layers[0]?.original ?? text);
  if (url === undefined) return undefined;
  const folder = file === undefined ? undefined : dirname(file);
  try {
    const data = /^data:application\/json[^,]*?(;base64)?,/.exec(url);
    const path = data === null ? pathOf(url, folder) : undefined;
    if (data === null && path === undefined) return `its address is no file: ${url}`;
    // A device or a pipe might never end.
    if (path !== undefined && !statSync(path).isFile()) return `${path} is no file`;
    const content =
      data === null
        ? readFileSync(path!, 'utf8')
        : data[1] === undefined
          ? decodeURIComponent(url.slice(data[0].length))
          : Buffer.from(url.slice(data[0].length), 'base64').toString();
    return parsedMap(content, path === undefined ? folder : dirname(path), module);
  } catch (cause) {
    return (cause as Error).message;
  }
}

function pathOf(url: string, folder: string | undefined): string | undefined {
  if (url.startsWith('file:')) return fileURLToPath(url);
  if (/^[a-z][a-z0-9+.-]+:/i.test(url) || folder === undefined) return undefined;
  return resolve(folder, decodeURIComponent(url));
}

function parsedMap(content: string, folder: string | undefined, { digest }: Module): InputMap | string {
  const json = JSON.parse(content) as Record<string, unknown>;
  const bundle = json['x_cribo_bundle'];
  const above = digest?.aboveComment;
  if (typeof bundle === 'string' && above !== undefined && bundle !== above) return 'the file was changed since';
  const map = new TraceMap(json as never);
  if (map.version !== 3) return `its version is ${JSON.stringify(map.version)}, not 3`;
  const digests = Array.isArray(json['x_cribo_sources']) ? (json['x_cribo_sources'] as unknown[]) : [];
  const sources = map.resolvedSources.map((name, index): MapSource => {
    const path = name ?? '';
    const isFile = folder !== undefined && !/^[a-z][a-z0-9+.-]+:/i.test(path);
    const known = digests[index];
    return {
      path: isFile && !isAbsolute(path) ? resolve(folder, path) : path,
      isFile,
      content: map.sourcesContent?.[index] ?? undefined,
      digest: typeof known === 'string' ? known : undefined,
    };
  });
  return {
    sources,
    trace(line, column) {
      const segment = traceSegment(map, line, column);
      if (segment === null || segment.length === 1) return undefined;
      const [, source, sourceLine, sourceColumn, name] = segment;
      return { source, line: sourceLine, column: sourceColumn, name: name === undefined ? undefined : map.names[name] };
    },
  };
}
