import { statSync } from 'node:fs';
import type { Module } from './module.ts';

/** Identities of the files that a build read, by device and inode, whatever path leads to them. */
export function inputIdentities(modules: readonly Module[]): Set<string> {
  const inputs = new Set<string>();
  for (const { file } of modules) {
    const found = file === undefined ? undefined : statSync(file, { throwIfNoEntry: false });
    if (found !== undefined) inputs.add(`${found.dev}:${found.ino}`);
  }
  return inputs;
}
