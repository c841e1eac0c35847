import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Metafile } from './metafile.ts';

/** Identities of the files that a build read, by device and inode, whatever path leads to them. */
export function inputIdentities({ inputs }: Metafile, cwd: string): Set<string> {
  const identities = new Set<string>();
  for (const path of Object.keys(inputs)) {
    const found = statSync(resolve(cwd, path), { throwIfNoEntry: false });
    if (found !== undefined) identities.add(`${found.dev}:${found.ino}`);
  }
  return identities;
}
