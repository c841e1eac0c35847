import type { Module } from '../../core/module.ts';
import type { FrozenOptions } from '../../core/options.ts';
import type { Positions } from '../../core/positions-option.ts';
import { importsAny } from '../../core/python/imports-any.ts';
import type { Resources } from '../resources/resources.ts';
import { isStarImport } from './rewrites.ts';
import type { RuntimePart } from './runtime-text.ts';

const namesWorkers = /\b(?:joblib|loky|pyspark)\b/;
const listing = /\b(?:pkgutil|iter_modules|walk_packages|__path__|path_hooks)\b/;

/** Whether a module has names that a program uses when it lists the modules of a package. */
export const listsModules = ({ text }: Module): boolean => listing.test(text);

/** Whether a module may have workers that know nothing of the bundle; `ray` is too short a word to look for in texts. */
const startsWorkers = ({ text, facts }: Module): boolean => namesWorkers.test(text) || importsAny(facts, ['ray']);

/** Whether any module gives another meaning to names that rewritten text uses, for itself or for who star-imports it. */
export function rebindsRewritingNames(modules: readonly Module[]): boolean {
  return modules.some(({ facts }) => facts.rebindsRewritingNames);
}

/** Whether some `is` compares a name that is bound to a literal: equal constants of one file are one object. */
function comparesConstants(modules: readonly Module[]): boolean {
  const compared = new Set(modules.flatMap(({ facts }) => facts.comparedNames));
  if (compared.size === 0) return false;
  return modules.some(
    ({ facts, text }) =>
      facts.literalNames.some((name) => compared.has(name)) ||
      [...text.matchAll(literalByName)].some(([, key, attribute]) => compared.has((key ?? attribute)!)),
  );
}

/** A name in a string to which a literal is given: `globals()['name'] = 'value'`, `setattr(module, 'name', 'value')`. */
const literalByName =
  /\[\s*["']([\p{ID_Continue}]+)["']\s*\]\s*=(?!=)\s*[rRbBuUfF]{0,2}["'\d(+-]|\bsetattr\s*\([^\n]{0,80}?,\s*["']([\p{ID_Continue}]+)["']\s*,\s*[rRbBuUfF]{0,2}["'\d(+-]/gu;

/**
 * Whether the entry runs as the modules do, for the positions that its file has. One without a file has none, and one that
 * is the whole bundle has them anyway.
 */
export function entryIsMoved([entry, ...others]: readonly Module[], { mode }: Positions): boolean {
  return mode === 'full' && entry.file !== undefined && others.length > 0;
}

const isStatic = ({ strategy }: Module): boolean => strategy?.name === 'static';

/** The parts of the runtime that a program needs beside its core. */
export function runtimeParts(
  modules: readonly Module[],
  resources: Resources | undefined,
  { targetPython: target, exclude, positions }: FrozenOptions,
): Set<RuntimePart> {
  const [entry, ...others] = modules;
  const isMoved = entryIsMoved(modules, positions);
  const bundled = isMoved ? modules : others;
  const hasPositions = positions.mode !== 'off';
  const hasResources = resources !== undefined && !resources.isEmpty;
  const needed: Record<RuntimePart, boolean> = {
    positions: hasPositions,
    roots: hasPositions,
    entry: isMoved,
    source: hasPositions,
    data: hasPositions || hasResources,
    adapt: hasPositions || hasResources || modules.some(startsWorkers),
    excepthook: hasPositions && (target === undefined || target[1] < 13),
    static: bundled.some(isStatic),
    lines: hasPositions && bundled.some((module) => isStatic(module) || module.gaps.length > 0),
    gaps: hasPositions && bundled.some(({ gaps }) => gaps.length > 0),
    star: bundled.some(({ facts }) => facts.imports.some(isStarImport)),
    aliases: bundled.some(({ aliasOf }) => aliasOf !== undefined),
    namespace: bundled.some(({ isNamespace }) => isNamespace),
    // Also where only the entry asks: its feature holds for the whole file until the loader clears it.
    future: modules.some(({ facts }) => facts.futureFeatures.length > 0),
    pkgutil: others.some(({ isPackage }) => isPackage) && modules.some(listsModules),
    package: entry.resolution.package !== undefined,
    errors: bundled.some(({ syntaxError }) => syntaxError !== undefined),
    resources: hasResources,
    metadata: resources !== undefined && resources.hasMetadata,
    extract: resources !== undefined && resources.extracted.size > 0,
    setuptools: hasResources && modules.some(({ text }) => /\bpkg_resources\b/.test(text)),
    workers: modules.some(startsWorkers),
    names: isMoved || rebindsRewritingNames(modules),
    constants: comparesConstants(modules),
    exclude: exclude.length > 0,
  };
  return new Set((Object.keys(needed) as RuntimePart[]).filter((part) => needed[part]));
}
