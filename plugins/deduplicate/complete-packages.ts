import { dirname, join, posix, relative, sep } from 'node:path';
import type { Graph } from '../../core/graph.ts';
import { Module } from '../../core/module.ts';
import { canonicalModule, nameIn, parentOf } from './same-files.ts';

/** The folder in the bundle that what is in a package lies in. */
const folderOf = ({ resolution, isNamespace }: Module): string =>
  isNamespace ? resolution.path : posix.dirname(resolution.path);

/** The folders on disk. */
function foldersOf({ resolution: { portions }, file }: Module): readonly string[] {
  return portions ?? (file === undefined ? [] : [dirname(file)]);
}

/** The path by which another package has what lies in a package. */
function pathIn(home: Module, parent: Module, path: string): string {
  const folders = foldersOf(parent);
  const index = folders.findIndex((folder) => path.startsWith(folder + sep));
  const folder = foldersOf(home)[index];
  return folder === undefined ? path : join(folder, relative(folders[index], path));
}

/** The module that another package has of the same file: with its text, under the name and the path that it has there. */
function moduleIn(home: Module, parent: Module, module: Module): Module {
  const { text, facts, imports, source, syntaxError, layers, gaps, shownLines, resolvedBy, loadedBy, resolution } =
    module;
  const id = `${resolution.id.slice(0, -module.name.length)}${nameIn(home, module)}`;
  const path = posix.join(folderOf(home), posix.relative(folderOf(parent), resolution.path));
  const file = module.file && pathIn(home, parent, module.file);
  const portions = resolution.portions?.map((portion) => pathIn(home, parent, portion));
  const added = new Module({ ...resolution, id, path, file, portions }, false);
  added.layers.push(...layers);
  for (const [line, shown] of shownLines) added.shownLines.set(line, shown);
  return Object.assign(added, { text, facts, imports, source, syntaxError, gaps, resolvedBy, loadedBy });
}

const runsNoFile = ({ file, syntaxError }: Module): boolean => file === undefined || syntaxError !== undefined;

/** Whether modules of one name in one package are the same, where no file that runs says so. */
function isSame(one: Module, other: Module): boolean {
  return runsNoFile(one) && runsNoFile(other) && one.isNamespace === other.isNamespace && one.text === other.text;
}

/**
 * Gives packages the modules that the graph has by other names of theirs only. A package that is one module has one
 * `__name__`, by which Python looks for what a `from` statement wants: `from alias import module` imports
 * `canonical.module`.
 * @returns whether that changed the graph
 */
export function completePackages(graph: Graph): boolean {
  const external = new Set(
    graph.modules.flatMap(({ imports }) => imports.map((edge) => (edge.external ? edge.name : ''))),
  );
  let changed = false;
  for (const module of graph.dependencies.slice()) {
    const parent = parentOf(module, graph);
    if (parent?.aliasOf === undefined) continue;
    const home = canonicalModule(parent);
    if (external.has(nameIn(home, module))) continue;
    let sibling = graph.get(nameIn(home, module));
    if (sibling === undefined) {
      sibling = moduleIn(home, parent, module);
      graph.add(sibling, module);
      changed = true;
    }
    const canonical = canonicalModule(sibling);
    if (isSame(module, sibling) && canonical !== module && canonical !== module.aliasOf) {
      module.aliasOf = canonical;
      changed = true;
    }
  }
  return changed;
}
