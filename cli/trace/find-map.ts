import { readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { type Message, mapMismatch, mapUnusable } from '../../core/diagnostics.ts';
import { cachedMapName, cachedMaps } from '../../core/source-map/cached-maps.ts';
import { sha256 } from '../../core/source-map/file-digest.ts';
import { followUrl } from '../../core/source-map/follow-url.ts';
import { type BundleMap, linesOfBundle } from './bundle-map.ts';
import { type MapResult, parseMap } from '../../core/source-map/parse-map.ts';
import { readIfFile } from '../../core/read-if-file.ts';
import { readMapComment } from './source-map-comment.ts';

/** A map that can be used, or what is wrong with it; nothing where a file has none. */
export type FoundMap = { readonly found: BundleMap } | { readonly failure: Message; readonly file: string } | undefined;

/** The map of a bundle in the cache, wherever the bundle was built; or that of an earlier build at its path. */
function cachedMap(bundle: string, digest: string): { file: string; isCurrent: boolean } | undefined {
  const folder = cachedMaps(process.env, process.platform);
  const end = cachedMapName(bundle, digest).slice(16);
  const start = cachedMapName(bundle, '').slice(0, -'.map'.length);
  try {
    const names = readdirSync(folder);
    const current = names.find((name) => name.endsWith(end));
    const earlier = current ?? names.find((name) => name.startsWith(start));
    return earlier === undefined ? undefined : { file: join(folder, earlier), isCurrent: current !== undefined };
  } catch {
    return undefined;
  }
}

function checked(result: MapResult, file: string, bundle: string, bytes: Buffer, code: Buffer): FoundMap {
  if ('problem' in result) return { failure: mapUnusable(basename(bundle), result.problem), file };
  const { map } = result;
  if (map.bundleDigest !== undefined && map.bundleDigest !== sha256(code)) {
    return { failure: mapMismatch(basename(bundle)), file };
  }
  return { found: { map, file, lines: linesOfBundle(bytes) } };
}

/**
 * Finds the map of a file: by the comment on its last line, beside it, or in the cache.
 * @param bundle absolute path
 * @returns nothing where nothing is there, or no map belongs to it
 */
export function findMap(bundle: string): FoundMap {
  const bytes = readIfFile(bundle);
  if (bytes === undefined) return undefined;
  const { url, code } = readMapComment(bytes);
  if (url !== undefined) {
    const target = followUrl(url, bundle);
    if ('problem' in target) return { failure: mapUnusable(basename(bundle), target.problem), file: target.file };
    return checked(parseMap(target.text, dirname(target.file)), target.file, bundle, bytes, code);
  }
  const beside = readIfFile(`${bundle}.map`);
  if (beside !== undefined) {
    const file = `${bundle}.map`;
    return checked(parseMap(beside.toString(), dirname(file)), file, bundle, bytes, code);
  }
  const cached = cachedMap(bundle, sha256(bytes));
  if (cached === undefined) return undefined;
  if (!cached.isCurrent) return { failure: mapMismatch(basename(bundle)), file: cached.file };
  const text = readFileSync(cached.file, 'utf8');
  return checked(parseMap(text, dirname(cached.file)), cached.file, bundle, bytes, code);
}
