import { realpathSync } from 'node:fs';
import { resolve } from 'node:path';

/** Gives a file's canonical path: without links, and with the letters that the file system has it under. */
export type CanonicalPath = (file: string) => string;

/** A path that leads to nothing on disk, as a plugin may have given it, has no links to follow. */
const absent = new Set(['ENOENT', 'ENOTDIR']);

/**
 * Looks canonical paths up, each once. Where that fails, the path itself counts, made absolute.
 * @param failed gets what went wrong with a path that does lead somewhere
 */
export function createCanonicalPaths(failed: (file: string, cause: unknown) => void): CanonicalPath {
  const known = new Map<string, string>();

  function find(path: string): string {
    try {
      // The operating system's own: on macOS and Windows it also settles upper and lower case.
      return realpathSync.native(path);
    } catch (cause) {
      if (!absent.has((cause as NodeJS.ErrnoException).code ?? '')) failed(path, cause);
      return path;
    }
  }

  return (file) => {
    const path = resolve(file);
    let canonical = known.get(path);
    if (canonical === undefined) known.set(path, (canonical = find(path)));
    return canonical;
  };
}
