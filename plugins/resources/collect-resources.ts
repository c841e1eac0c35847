import { readFileSync, statSync } from 'node:fs';
import { dirname, relative, sep } from 'node:path';
import type { Graph } from '../../core/graph.ts';
import type { Module } from '../../core/module.ts';
import type { FrozenOptions } from '../../core/options.ts';
import type { Distribution } from '../environment/distribution.ts';
import type { Inlining } from '../inline/inlining.ts';
import { dataFileTest, filesBelow } from './data-files.ts';
import type { Resources } from './resources.ts';

// What reads files by the name of a package: importlib.resources, its backport, pkgutil.get_data, pkg_resources.
const reading =
  /\bimportlib\b[^\n]*\bresources\b|\b(?:importlib_resources|pkg_resources|get_data|get_resource_reader)\b/;

/** Whether a module's text has names by which programs read files that lie beside modules. */
const readsResources = ({ text }: Module): boolean => reading.test(text);

/**
 * Collects the files that lie beside the bundled modules: all data of the inlined distributions, and those of the
 * program's own packages if anything in it reads files by the name of a package.
 */
export function collectResources(
  graph: Graph,
  inlining: Inlining | undefined,
  patterns: readonly string[],
  options: FrozenOptions,
  resources: Resources,
): void {
  const isData = dataFileTest(patterns);
  // A module may match a pattern; its text is in the bundle already.
  const modules = new Set(graph.modules.map(({ file }) => file));
  const ownToo = graph.modules.some(readsResources);
  for (const [path, file] of filesBeside(graph, inlining, ownToo, options)) {
    // A file beside packages belongs to none of them.
    if (!path.includes('/') || modules.has(file) || !isData(path) || !isFile(file)) continue;
    resources.add({ path, file, bytes: readFileSync(file) });
  }
}

/** Paths in the bundle, and absolute ones, of what lies beside modules. */
function* filesBeside(
  graph: Graph,
  inlining: Inlining | undefined,
  ownToo: boolean,
  { output, metafile }: FrozenOptions,
): Generator<[string, string]> {
  const seen = new Set<Distribution | string>();
  for (const module of graph.dependencies) {
    // Files are asked for by the name as which a module runs.
    if (module.aliasOf !== undefined) continue;
    const distribution = module.file === undefined ? undefined : inlining?.distributionOf(module.file);
    if (distribution !== undefined) {
      if (!seen.has(distribution)) yield* inlining!.environment.filesOf(distribution);
      seen.add(distribution);
      continue;
    }
    for (const folder of ownToo ? packageFolders(module) : []) {
      if (seen.has(folder)) continue;
      seen.add(folder);
      for (const file of filesBelow(folder)) {
        // A folder of a namespace package may hold files of distributions that stay outside.
        const owner = module.isNamespace ? inlining?.distributionOf(file) : undefined;
        if (owner !== undefined && !inlining!.goesIn(owner)) continue;
        // What an earlier build has left there is no file of the program.
        if (file === output || file === metafile) continue;
        yield [relative(dirname(folder), file).replaceAll(sep, '/'), file];
      }
    }
  }
}

/** The folders of a module's outermost package: several where that is a namespace package. */
function packageFolders({ file, resolution: { path, portions } }: Module): string[] {
  const depth = path.split('/').length;
  // The path of a namespace package is that of its folder.
  if (portions !== undefined) return portions.map((portion) => ancestor(portion, depth - 1));
  return file === undefined || depth === 1 ? [] : [ancestor(file, depth - 1)];
}

function ancestor(path: string, levels: number): string {
  return levels === 0 ? path : ancestor(dirname(path), levels - 1);
}

/** A record may name what is not there any more. */
function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() === true;
}
