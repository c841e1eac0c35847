import type { Bundle, Fragment } from '../../core/bundle.ts';
import type { Context } from '../../core/context.ts';
import type { Graph } from '../../core/graph.ts';
import type { Module } from '../../core/module.ts';
import type { Plugin } from '../../core/plugin.ts';
import type { Rendered } from '../../core/rendered-text.ts';
import { checkLimits } from './check-limits.ts';
import type { Edit } from './edit.ts';
import { chooseFutureAnnotations, type FutureAnnotations } from './future-annotations.ts';
import { pythonString } from './python-string.ts';
import { withoutSpaces } from '../minify/space-edits.ts';
import { appendResources, resourceArguments } from './resource-table.ts';
import { entryRewrites, renderEntry } from './render-entry.ts';
import { aliasRow, moduleEdits, namespaceRow, renderModule, syntaxErrorRow, tuple } from './render-module.ts';
import { constantNames, ordinaryNames } from './rewrites.ts';
import { entryIsMoved, listsModules, rebindsRewritingNames, runtimeParts } from './runtime-parts.ts';
import { runtimeText } from './runtime-text.ts';

/** What strategies need that have the same runtime, from `link` on. */
interface WrapApi {
  /** Of the modules that share a text the one whose fragment has it; the first one that is asked about. */
  ownerOf(module: Module): Module;
  /** The changes that the wrap form makes in a module's text. */
  rewritesOf(module: Module): Edit[];
  /** Adds a row to the table of modules. */
  addRow(row: string): void;
  /** How future annotations reach the modules that ask for them. */
  futureAnnotations(): FutureAnnotations;
  /** The entry's text at the top level of the bundle, with changes of another strategy. */
  renderEntry(graph: Graph, context: Context, edits: readonly Edit[]): Fragment;
}

declare module '../../core/plugin.ts' {
  interface PluginApis {
    'cribo:wrap': WrapApi;
  }
}

/** What `python -m` calls an entry that it would run as a module. */
function runAsModule({ resolution: { package: packageName, path } }: Module): string | undefined {
  return packageName === undefined ? undefined : path.replace(/\.py$/, '').replaceAll('/', '.');
}

/** The patterns that the runtime knows: a package that is excluded takes all below it along. */
function excludedTuple(exclude: readonly string[]): string {
  return `(${exclude.map((pattern) => `${pythonString(pattern.replace(/\.\*\*$/, ''))},`).join(' ')})`;
}

/**
 * The wrap strategy, which keeps a program exactly as it is: every module becomes a function that is never called,
 * around a class body whose code the import system runs on the module's dict.
 */
export default function wrapPlugin(): Plugin {
  let annotations: FutureAnnotations = 'none';
  let names = ordinaryNames;
  const rows: string[] = [];
  /** Of modules that share a text, the one that has been rendered. */
  const owners = new Map<Module, Module>();
  let entryName: string | undefined;
  /** The text of an entry that runs as a module does. */
  let movedEntry: Rendered | undefined;

  function ownerOf(module: Module): Module {
    const shared = module.textOf ?? module;
    if (!owners.has(shared)) owners.set(shared, module);
    return owners.get(shared)!;
  }

  const api: WrapApi = {
    ownerOf,
    rewritesOf: (module) => moduleEdits(module, annotations, names),
    addRow: (row) => rows.push(row),
    futureAnnotations: () => annotations,
    renderEntry: (graph, context, edits) =>
      renderEntry(graph.entry, graph, annotations, context.api('cribo:resources')?.resources(), edits),
  };

  function generate(bundle: Bundle, { entry, modules }: Graph, context: Context): void {
    const { exclude, minify, positions } = context.options;
    const resources = context.api('cribo:resources')?.resources();
    // A program of one file needs nothing around it, and neither does one of which everything is flattened.
    if (rows.length === 0 && exclude.length === 0 && resources?.isEmpty !== false) return;
    const imported = modules.filter(({ strategy }) => strategy?.name !== 'flatten');
    const parts = runtimeParts(imported, resources, context.options);
    const name = runAsModule(entry);
    const nameArgument = name === undefined ? '' : `, ${pythonString(name)}`;
    const excluded = exclude.length === 0 ? '' : `, excluded=${excludedTuple(exclude)}`;
    const hasRoots = positions.mode !== 'off' && positions.roots.length > 0;
    const roots = hasRoots ? `, roots=${tuple(positions.roots.map(pythonString))}` : '';
    bundle.append('before-modules', bundle.entry.prologue ? '\n\n' : '');
    appendResources(bundle, resources);
    if (movedEntry !== undefined) bundle.append('after-modules', movedEntry);
    const runtime = runtimeText(parts);
    bundle.append('after-modules', `${minify ? withoutSpaces(runtime) : runtime}\n`);
    bundle.append(
      'after-modules',
      `__cribo_modules = {\n${rows.join('')}}\n__cribo_install(__cribo_modules${nameArgument}${resourceArguments(resources)}${excluded}${roots})${movedEntry === undefined ? '' : '()'}\n`,
    );
    if (bundle.entry.code !== '' && !bundle.entry.code.startsWith('\n')) bundle.append('after-modules', '\n');
  }

  return {
    name: 'cribo:wrap',
    api,
    analyse(module) {
      if (module.isEntry) entryName = runAsModule(module);
      // A module that runs as `__main__` is a module of its package as well, for those who look.
      if (entryName?.includes('.') && listsModules(module)) module.include(entryName);
    },
    // When it is settled which modules are wrapped.
    link: {
      order: 'post',
      handler(graph, context) {
        annotations = chooseFutureAnnotations(graph);
        const isMoved = entryIsMoved(graph.modules, context.options.positions);
        // The loader of an entry knows of no star imports.
        if (isMoved || rebindsRewritingNames(graph.modules)) names = constantNames;
        checkLimits(graph, annotations, context);
      },
    },
    render: {
      order: 'post',
      handler(module, graph, context) {
        const hasPositions = context.options.positions.mode !== 'off';
        if (module.isEntry) {
          const fragment = api.renderEntry(graph, context, []);
          if (!entryIsMoved(graph.modules, context.options.positions)) return fragment;
          const { code, row } = renderModule(module, module, entryRewrites(module, annotations, names), hasPositions);
          rows.push(row);
          movedEntry = code;
          return { ...fragment, code: '' };
        }
        if (module.isLeftOut) return { module, code: '' };
        if (module.aliasOf !== undefined) {
          rows.push(aliasRow(module, module.aliasOf));
          return { module, code: '' };
        }
        if (module.isNamespace || module.syntaxError !== undefined) {
          rows.push(module.isNamespace ? namespaceRow(module) : syntaxErrorRow(module));
          return { module, code: '' };
        }
        const { code, row } = renderModule(module, ownerOf(module), api.rewritesOf(module), hasPositions);
        rows.push(row);
        return { module, code: code.text, rendered: code };
      },
    },
    // What comes after may look at the whole bundle.
    generate: { order: 'pre', handler: generate },
  };
}
