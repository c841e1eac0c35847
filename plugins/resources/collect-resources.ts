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
    if (module.file === undefined || module.aliasOf !== undefined) continue;
    const distribution = inlining?.distributionOf(module.file);
    const folder = packageFolder(module);
    const key = distribution ?? folder;
    if (key === undefined || seen.has(key) || (distribution === undefined && !ownToo)) continue;
    seen.add(key);
    if (distribution !== undefined) {
      yield* inlining!.environment.filesOf(distribution);
      continue;
    }
    // What an earlier build has left there is no file of the program.
    const files = filesBelow(folder!).filter((file) => file !== output && file !== metafile);
    for (const file of files) yield [relative(dirname(folder!), file).replaceAll(sep, '/'), file];
  }
}

/** The folder of a module's outermost package. */
function packageFolder({ file, resolution: { path } }: Module): string | undefined {
  const depth = path.split('/').length;
  let folder = file!;
  for (let level = 1; level < depth; level++) folder = dirname(folder);
  return depth === 1 ? undefined : folder;
}

/** A record may name what is not there any more. */
function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() === true;
}
