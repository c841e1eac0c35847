import type { Context } from '../../core/context.ts';
import {
  extensionImport,
  externalImport,
  guardedParseError,
  importBeyondTopLevel,
  includeNotFound,
  parseError,
  relativeImportWithoutPackage,
  unresolvedImport,
} from '../../core/diagnostics.ts';
import type { Graph } from '../../core/graph.ts';
import type { ImportEdge, Module } from '../../core/module.ts';
import { originOf } from '../../core/module-origin.ts';
import { namePatternTest } from '../../core/name-pattern.ts';
import { nearest } from '../../core/nearest.ts';
import { ImportGuard } from '../../core/python/facts.ts';
import { withParents } from '../../core/python/import-requests.ts';
import { isStandardLibrary } from '../../core/python/standard-library.ts';

/** The dotted names of the modules in a package's folders; without a package, of those at the top level. */
export type ChildNames = (parent: Module | undefined) => string[];

/** What resolving found beside the modules of the graph. */
export interface KnownModules {
  readonly childNames: ChildNames;
  /** Files of extension modules by dotted name, where the bundle has their package. */
  readonly extensions: ReadonlyMap<string, string>;
}

/** Modules that an import which is always executed, or with `allowed` guards, leads to from the entry. */
export function reachable(graph: Graph, allowed: number): Set<Module> {
  const reached = new Set<Module>([graph.entry]);
  for (const module of reached) {
    for (const { module: target, fact } of module.imports) {
      if (target !== undefined && fact !== undefined && (fact.guard & ~allowed) === 0) reached.add(target);
    }
  }
  return reached;
}

/** Whether code could bring a submodule into being that no finder knows. */
function makesModules(graph: Graph, parent: Module): boolean {
  return parent.text.includes('__path__') || graph.modules.some(({ text }) => text.includes('sys.modules'));
}

function checkEdge(edge: ImportEdge, module: Module, graph: Graph, known: KnownModules, context: Context): void {
  const { fact, failure, name } = edge;
  if (fact === undefined || fact.guard !== ImportGuard.None || edge.module !== undefined || edge.external) return;
  if (failure === 'beyond-top-level') context.error(importBeyondTopLevel(), module, fact);
  // `python -m` may give the entry the package that it lacks as a file.
  if (failure === 'no-package') context.error(relativeImportWithoutPackage(), module, fact);
  const parent = graph.get(name.slice(0, Math.max(0, name.lastIndexOf('.'))));
  // A top-level name, or one in a namespace package, may be in the environment.
  if (!edge.required || parent === undefined || makesModules(graph, parent)) return;
  const extension = known.extensions.get(name);
  if (extension !== undefined) context.error(extensionImport(name, extension), module, fact);
  if (!parent.isNamespace) context.error(unresolvedImport(name, nearest(name, known.childNames(parent))), module, fact);
}

/** Refuses modules of `include` that are nowhere: without them the bundle would fail only when it is run. */
function checkIncluded(graph: Graph, names: ChildNames, context: Context): void {
  for (const name of context.options.include) {
    const isWanted = namePatternTest(name);
    if (graph.modules.some((module) => isWanted(module.name))) continue;
    const parent = graph.get(name.slice(0, Math.max(0, name.lastIndexOf('.'))));
    context.error(includeNotFound(name, nearest(name, names(parent))));
  }
}

/** Whether a bundled copy of six makes the module: `six.moves`, and what is below it, from the standard library. */
function isMadeBySix(name: string, graph: Graph): boolean {
  return withParents(name).some((parent) => graph.get(parent)?.text.includes('class _SixMetaPathImporter'));
}

/** Says once of each module that is in neither the program nor the standard library that it has to be there at run time. */
function reportExternals(graph: Graph, context: Context): void {
  const reported = new Set<string>();
  for (const module of graph.modules) {
    for (const { name, module: target, fact, required } of module.imports) {
      const isKnown = target !== undefined || !required || fact === undefined || isStandardLibrary(name.split('.')[0]);
      if (isKnown || reported.has(name)) continue;
      reported.add(name);
      if (isMadeBySix(name, graph)) continue;
      context.debug(externalImport(name), module, fact);
    }
  }
}

/**
 * Reports what Python would fail on as well: imports that cannot succeed and are executed in any case, and modules
 * that are no Python. A module with a syntax error that only guarded imports reach stays, and raises it when imported.
 * @throws CriboError `UNRESOLVED_IMPORT`, `EXTENSION_IMPORT`, `IMPORT_BEYOND_TOP_LEVEL`, `RELATIVE_IMPORT_WITHOUT_PACKAGE`, `PARSE_ERROR`,
 *   `INCLUDE_NOT_FOUND`
 */
export function checkImports(graph: Graph, known: KnownModules, context: Context): void {
  checkIncluded(graph, known.childNames, context);
  reportExternals(graph, context);
  const executed = reachable(graph, ImportGuard.None);
  for (const module of executed) {
    for (const edge of module.imports) checkEdge(edge, module, graph, known, context);
  }
  const expected = reachable(graph, ImportGuard.Function);
  for (const module of graph.modules) {
    const { syntaxError } = module;
    if (syntaxError === undefined) continue;
    const origin = originOf(module);
    if (expected.has(module)) context.error({ ...parseError(syntaxError.message), ...origin }, module, syntaxError);
    context.warn({ ...guardedParseError(syntaxError.message), ...origin }, module, syntaxError);
  }
}
