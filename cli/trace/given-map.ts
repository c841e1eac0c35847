import { existsSync, readFileSync } from 'node:fs';
import { basename, dirname, join, resolve, win32 } from 'node:path';
import { error, type Message, mapMismatch, mapUnusable, unreadableFile } from '../../core/diagnostics.ts';
import { sha256 } from '../../core/source-map/file-digest.ts';
import { fileErrorReason } from '../../core/write-output.ts';
import { linesOfBundle } from './bundle-map.ts';
import type { FoundMap } from './find-map.ts';
import { type ParsedMap, parseMap } from '../../core/source-map/parse-map.ts';
import { readIfFile } from '../../core/read-if-file.ts';
import { readMapComment } from './source-map-comment.ts';

/** A map of the command line. */
export interface GivenMap {
  /** What the text calls the bundle: a path, or the last part of one. */
  readonly name: string;
  readonly file: string;
  readonly map: ParsedMap;
}

/**
 * Reads `FILE` or `NAME=FILE`.
 * @throws CriboError `UNREADABLE_FILE`, `MAP_UNUSABLE`
 */
export function readGivenMap(value: string): GivenMap {
  const [, given, path] = (existsSync(value) ? undefined : /^(.+?)=(.+)$/s.exec(value)) ?? [
    undefined,
    undefined,
    value,
  ];
  const file = resolve(path!);
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (cause) {
    error({ ...unreadableFile(path!, fileErrorReason(cause)), file }, cause);
  }
  const result = parseMap(text, dirname(file));
  const name = given ?? ('map' in result ? result.map.file : undefined) ?? basename(file).replace(/\.map$/, '');
  if ('problem' in result) error({ ...mapUnusable(name, result.problem), file });
  return { name, file, map: result.map };
}

/** Whether a map of the command line is for what a text calls so. Paths may be of another machine, and of Windows. */
export function isFor({ name }: GivenMap, path: string): boolean {
  return path === name || win32.basename(path) === name;
}

/**
 * Checks a map against the bundle: the file of the path, or the one beside the map. Where there is neither, as for a log
 * of another machine, the map is taken as it is.
 */
export function checkGivenMap({ map, file }: GivenMap, path: string): FoundMap {
  const candidates = [resolve(path), file.replace(/\.map$/, ''), join(dirname(file), map.file ?? '')];
  const bundles = candidates
    .filter((candidate) => candidate !== file)
    .flatMap((candidate) => readIfFile(candidate) ?? []);
  const isOf = (bytes: Buffer): boolean =>
    map.bundleDigest === undefined || sha256(readMapComment(bytes).code) === map.bundleDigest;
  const bundle = bundles.find(isOf);
  const failure: Message = mapMismatch(win32.basename(path));
  if (bundle === undefined && bundles.length > 0) return { failure, file };
  return { found: { map, file, lines: bundle && linesOfBundle(bundle) } };
}
