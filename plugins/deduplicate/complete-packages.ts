import { posix } from 'node:path';
import type { Graph } from '../../core/graph.ts';
import { Module } from '../../core/module.ts';
import { nameIn, parentOf } from './same-files.ts';

const folderOf = ({ resolution, isNamespace }: Module): string =>
  isNamespace ? resolution.path : posix.dirname(resolution.path);

/** The module that another package has of the same file: with its text, under the name and the path that it has there. */
function moduleIn(home: Module, parent: Module, module: Module): Module {
  const { text, facts, imports, source, syntaxError, layers, resolution } = module;
  const id = `${resolution.id.slice(0, -module.name.length)}${nameIn(home, module)}`;
  const path = posix.join(folderOf(home), posix.relative(folderOf(parent), resolution.path));
  const added = new Module({ ...resolution, id, path }, false);
  added.layers.push(...layers);
  return Object.assign(added, { text, facts, imports, source, syntaxError });
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
    const home = parent?.aliasOf;
    if (home === undefined || external.has(nameIn(home, module))) continue;
    let sibling = graph.get(nameIn(home, module));
    if (sibling === undefined) {
      sibling = moduleIn(home, parent!, module);
      graph.add(sibling, module);
      changed = true;
    }
    if (module.aliasOf === undefined && isSame(module, sibling)) {
      module.aliasOf = sibling;
      changed = true;
    }
  }
  return changed;
}
