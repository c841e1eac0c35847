import { annotationsKept, docstringsKept, sourceRead } from '../../core/diagnostics.ts';
import type { Context } from '../../core/context.ts';
import { editModule } from '../../core/edit-layers.ts';
import type { Graph } from '../../core/graph.ts';
import type { Module } from '../../core/module.ts';
import type { Plugin } from '../../core/plugin.ts';
import { type Layout, layout } from '../../core/python/layout.ts';
import { sourceReaders } from '../../core/python/source-readers.ts';
import type { SourceEdit } from '../../core/source.ts';
import { annotationEdits, annotationReader } from './annotation-edits.ts';
import { docstringUses, removableDocstrings } from './kept-docstrings.ts';
import { spaceEdits } from './space-edits.ts';

type Edit = Omit<SourceEdit, 'plugin'>;

/** The least number of lines in a row that are worth a note of where they were, which is about as long. */
const WORTH_A_NOTE = 13;
/** What the runtime needs to read such notes is a few thousand characters. */
const WORTH_NOTES = 6000;

/** Leaves out what only people read: comments, docstrings, blank lines, annotations. */
export default function minifyPlugin(): Plugin {
  return {
    name: 'cribo:minify',
    // Comments say what may be left out, and what is left out needs no look.
    link: { order: 'post', handler: minify },
  };
}

function minify(graph: Graph, context: Context): void {
  const { minify: all, comments, docstrings } = context.options;
  if (!all && comments === 'keep' && docstrings === 'keep') return;
  const layouts = new Map<Module, Layout>();
  for (const module of graph.modules) {
    if (hasText(module)) layouts.set(module, layout(module.text));
  }
  warnOfReaders(layouts, context);
  const goneOf = docstrings === 'none' ? goneDocstrings(graph, layouts, context) : () => new Set<never>();
  const reader = all ? annotationReader(graph, layouts) : undefined;
  if (reader !== undefined) context.info(annotationsKept(reader));

  const editsOf = (module: Module, shortestGap: number): Edit[] => {
    const found = layouts.get(module)!;
    const options = { comments, blankLines: all, shortestGap, isEntry: module.isEntry };
    const spaces = spaceEdits(module.text, found, goneOf(module), options);
    const annotations = all ? annotationEdits(module, reader !== undefined) : [];
    return [...spaces, ...annotations].toSorted((a, b) => a.start - b.start);
  };
  // The lines of the script are those of the bundle.
  const script = new Set([graph.entry, ...(context.api('cribo:flatten')?.candidates(graph, context) ?? [])]);
  const counted = [...layouts.keys()].filter((module) => !script.has(module));
  const shortestGap = areNotesWorth(counted, editsOf) ? WORTH_A_NOTE : Infinity;
  for (const module of layouts.keys()) {
    editModule(module, editsOf(module, script.has(module) ? 1 : shortestGap), 'cribo:minify');
  }
}

const hasText = (module: Module): boolean =>
  !module.isNamespace && !module.isLeftOut && module.aliasOf === undefined && module.syntaxError === undefined;

const lengthOf = (edits: readonly Edit[]): number => edits.reduce((sum, { text }) => sum + text.length, 0);

/** Whether more goes with lines that somebody has to count than it takes to count them. */
function areNotesWorth(modules: readonly Module[], editsOf: (module: Module, shortestGap: number) => Edit[]): boolean {
  if (modules.some(({ gaps }) => gaps.length > 0)) return true;
  const saved = modules.map((module) => lengthOf(editsOf(module, Infinity)) - lengthOf(editsOf(module, WORTH_A_NOTE)));
  return saved.reduce((sum, each) => sum + each, 0) > WORTH_NOTES;
}

function goneDocstrings(graph: Graph, layouts: ReadonlyMap<Module, Layout>, context: Context) {
  const { everywhere, uses } = docstringUses(graph, layouts);
  if (everywhere !== undefined) {
    context.info(docstringsKept(everywhere.by.name, everywhere.reason, true), everywhere.by);
  } else for (const [module, { reason }] of uses) context.info(docstringsKept(module.name, reason, false), module);
  return (module: Module) => removableDocstrings(layouts.get(module)!, everywhere ?? uses.get(module));
}

function warnOfReaders(layouts: ReadonlyMap<Module, Layout>, context: Context): void {
  for (const [module, { names }] of layouts) {
    const name = sourceReaders.find((each) => names.has(each));
    if (name !== undefined) context.warn(sourceRead(module.name, name), module);
  }
}
