import type { Module } from '../../core/module.ts';
import { isStarImport } from './rewrites.ts';
import type { RuntimePart } from './runtime-text.ts';

/** The parts of the runtime that a program needs beside its core. */
export function runtimeParts({ entry, modules }: { entry: Module; modules: readonly Module[] }): Set<RuntimePart> {
  const parts = new Set<RuntimePart>();
  const bundled = modules.filter((module) => !module.isEntry);
  if (bundled.some(({ facts }) => facts.imports.some(isStarImport))) parts.add('star');
  return parts;
}
