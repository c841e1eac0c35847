import { type Stats, statSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Metafile } from './metafile.ts';

/** Identities of the files that a build read, by device and inode, whatever path leads to them. */
export function inputIdentities({ inputs }: Metafile, cwd: string): Set<string> {
  const identities = new Set<string>();
  for (const path of Object.keys(inputs)) {
    const found = statOf(resolve(cwd, path));
    if (found !== undefined) identities.add(`${found.dev}:${found.ino}`);
  }
  return identities;
}

function statOf(path: string): Stats | undefined {
  try {
    return statSync(path);
  } catch {
    // What is no file, such as a virtual module, was not read from one.
    return undefined;
  }
}
