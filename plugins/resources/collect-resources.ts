import { readFileSync } from 'node:fs';
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

/** Where the files of a bundled package are, and what their paths in the bundle begin at. */
interface Place {
  readonly root: string;
  readonly files: readonly string[];
}

/**
 * Collects the files that lie beside the bundled modules: all data of the inlined distributions, and those of the
 * program's own packages if anything in it reads files by the name of a package.
 */
export function collectResources(
  graph: Graph,
  inlining: Inlining | undefined,
  options: FrozenOptions,
  resources: Resources,
): void {
  const isData = dataFileTest(options.resources);
  const outputs = new Set([options.output, options.metafile]);
  const ownToo = graph.modules.some(readsResources);
  for (const { root, files } of places(graph, inlining, ownToo)) {
    for (const file of files) {
      const path = relative(root, file).replaceAll(sep, '/');
      const isBelow = path !== '' && !path.startsWith('../') && path.includes('/');
      if (!isBelow || outputs.has(file) || !isData(path)) continue;
      resources.add({ path, file, bytes: readFileSync(file) });
    }
  }
}

function places(graph: Graph, inlining: Inlining | undefined, ownToo: boolean): Place[] {
  const found = new Map<string, Place>();
  for (const module of graph.dependencies) {
    const { file } = module;
    if (file === undefined) continue;
    const distribution = inlining?.distributionOf(file);
    if (distribution?.files !== undefined) {
      found.set(distribution.metadataFolder, { root: distribution.folder, files: dataOf(distribution) });
      continue;
    }
    const isOwn = inlining?.isInstalled(file) !== true;
    const folder = packageFolder(module);
    if (folder === undefined || (isOwn && !ownToo)) continue;
    if (!found.has(folder)) found.set(folder, { root: dirname(folder), files: filesBelow(folder) });
  }
  return [...found.values()];
}

/** What a distribution installed below its folder, its metadata aside. */
function dataOf({ files = [], folder, metadataFolder }: Distribution): string[] {
  return files.filter((file) => file.startsWith(folder + sep) && !file.startsWith(metadataFolder + sep));
}

/** The folder of a module's outermost package. */
function packageFolder({ file, resolution: { path } }: Module): string | undefined {
  const depth = path.split('/').length;
  let folder = file!;
  for (let level = 1; level < depth; level++) folder = dirname(folder);
  return depth === 1 ? undefined : folder;
}
