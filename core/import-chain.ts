import { type Place, placeOf } from './code-frame.ts';
import type { Graph } from './graph.ts';
import type { ImportEdge, Module } from './module.ts';

/** One step of the way from the entry to a module. */
export interface ImportStep {
  readonly importer: Module;
  /** The bundled module that is imported; nothing for one that is left to the environment. */
  readonly imported: Module | undefined;
  /** Dotted name of what is imported. */
  readonly name: string;
  /** Where the import statement is in the importer's text, before anything is left out; nothing where an option or a plugin asked. */
  readonly place: Place | undefined;
  /** The first line of the statement. */
  readonly text: string | undefined;
}

/**
 * The shortest way from the entry to a module, in order, with the first import of several as short; that of an import of
 * the environment as well.
 * @returns nothing when no import leads there; an empty list for the entry itself
 */
export function importChain(graph: Graph, name: string): ImportStep[] | undefined {
  if (name === graph.entry.name) return [];
  const steps = new Map<Module, ImportStep | undefined>([[graph.entry, undefined]]);
  // A map is walked in the order in which it grows: the nearest modules first.
  for (const [importer, before] of steps) {
    for (const edge of importer.imports) {
      if (edge.name === name) return [...chainTo(before, steps), stepOf(importer, edge)];
      if (edge.module !== undefined && !steps.has(edge.module)) steps.set(edge.module, stepOf(importer, edge));
    }
  }
  return undefined;
}

function chainTo(last: ImportStep | undefined, steps: ReadonlyMap<Module, ImportStep | undefined>): ImportStep[] {
  const chain: ImportStep[] = [];
  for (let step = last; step !== undefined; step = steps.get(step.importer)) chain.unshift(step);
  return chain;
}

function stepOf(importer: Module, { name, module, fact }: ImportEdge): ImportStep {
  const place = fact === undefined ? undefined : placeOf(importer.linkedText, fact.start);
  const text = fact === undefined ? undefined : importer.linkedText.slice(fact.start, fact.end).split('\n')[0];
  return { importer, imported: module, name, place, text };
}
