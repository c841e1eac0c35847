import { createHash } from 'node:crypto';
import { readdir, rm } from 'node:fs/promises';
import { homedir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import type { OutputFile } from '../build.ts';
import type { FrozenOptions } from '../options.ts';

/** The folder of the source maps in the user's cache: below `XDG_CACHE_HOME` or what stands for it on the system. */
export function cachedMaps(environment: NodeJS.ProcessEnv, platform: NodeJS.Platform): string {
  const home = homedir();
  const usual =
    platform === 'win32'
      ? (environment['LOCALAPPDATA'] ?? join(home, 'AppData', 'Local'))
      : join(home, ...(platform === 'darwin' ? ['Library', 'Caches'] : ['.cache']));
  return join(environment['XDG_CACHE_HOME'] || usual, 'cribo', 'source-maps');
}

/**
 * The name of a map in the cache: the first 16 digits of the SHA-256 of the bundle's path, and the SHA-256 of its bytes, by which it
 * is found wherever the bundle is by then.
 */
export function cachedMapName(output: string | undefined, digest: string): string {
  const path = createHash('sha256')
    .update(output ?? '')
    .digest('hex');
  return `${path.slice(0, 16)}-${digest}.map`;
}

/** Takes the maps of earlier bundles of a path out of the cache, once that of the last one is there. */
export async function removeEarlierMaps(outputs: readonly OutputFile[], { output, sourceMap }: FrozenOptions) {
  if (sourceMap !== 'cache' || output === undefined) return;
  const start = cachedMapName(output, '').slice(0, -'.map'.length);
  const written = outputs.find(({ path }) => path !== undefined && basename(path).startsWith(start))!.path!;
  for (const name of await readdir(dirname(written))) {
    const isEarlier = name.startsWith(start) && name !== basename(written);
    // Another build may have been quicker, and what cannot be removed does no harm.
    if (isEarlier) await rm(join(dirname(written), name), { force: true }).catch(() => undefined);
  }
}
