import { basename, relative } from 'node:path';
import type { Module } from '../module.ts';
import type { Rendered } from '../rendered-text.ts';
import type { InputMap } from './input-map.ts';
import { MappedTexts } from './mapped-texts.ts';
import { MappingsWriter } from './mappings-writer.ts';
import { type MapSource, SourceList } from './source-list.ts';

/** What a map says beside positions. */
export interface SourceMapOptions {
  /** Absolute path of the bundle; nothing for one on standard output. */
  readonly output: string | undefined;
  /** The folder that paths of sources are relative to; nothing for absolute ones. */
  readonly folder: string | undefined;
  /** `sourceRoot`: what stands before the sources. */
  readonly root: string | undefined;
  /** Whether the map has the text of the sources; of what is no file it has that in any case. */
  readonly hasContents: boolean;
  /** SHA-256, in hex, of the bundle without the comment that names the map. */
  readonly digest: string;
}

/**
 * Makes the source map (version 3, ECMA-426) of a bundle.
 * @param texts all of the bundle from top to bottom, each beginning a line
 * @param mapOf gives the map that a module's file has of its own: its sources take that file's place
 * @returns JSON in UTF-8
 */
export function createSourceMap(
  texts: Iterable<Rendered>,
  mapOf: (module: Module) => InputMap | undefined,
  { output, folder, root, hasContents, digest }: SourceMapOptions,
): Buffer {
  const writer = new MappingsWriter();
  const list = new SourceList(mapOf);
  const mapped = new MappedTexts(writer, list);
  for (const text of texts) mapped.add(text);
  const { sources, names } = list;
  const contents = sources.map(({ content, isFile }) => (hasContents || !isFile ? (content ?? null) : null));
  const head = {
    version: 3,
    ...(output !== undefined && { file: basename(output) }),
    ...(root !== undefined && { sourceRoot: root }),
    sources: sources.map((source) => sourceName(source, folder)),
    ...(contents.some((content) => content !== null) && { sourcesContent: contents }),
    names,
  };
  const tail = { x_cribo_bundle: digest, x_cribo_sources: sources.map((source) => source.digest ?? null) };
  // The mappings are most of it, and are put in as they are.
  return Buffer.concat([
    Buffer.from(`${JSON.stringify(head).slice(0, -1)},"mappings":"`),
    writer.bytes(),
    Buffer.from(`",${JSON.stringify(tail).slice(1)}\n`),
  ]);
}

function sourceName({ path, isFile }: MapSource, folder: string | undefined): string {
  if (!isFile) return path;
  return (folder === undefined ? path : relative(folder, path)).replaceAll('\\', '/');
}
