import { relative } from 'node:path';
import { placeOf, type Span } from '../../core/code-frame.ts';
import type { Context } from '../../core/context.ts';
import { duplicateModule } from '../../core/diagnostics.ts';
import type { Graph } from '../../core/graph.ts';
import type { ImportEdge, Module } from '../../core/module.ts';
import { ImportGuard } from '../../core/python/facts.ts';
import { nameIn, parentOf, type SameFile } from './same-files.ts';

/** Places that a message names for one name. */
const SHOWN = 3;

/** Where a module is asked for; without a span where only an option or a plugin does. */
interface Place {
  readonly importer: Module;
  readonly span: Span | undefined;
}

/** Where a call asks for a module, or for one below it. */
function spanOfCall({ name }: ImportEdge, { includedAt }: Module): Span | undefined {
  return [...includedAt].find(([included]) => included === name || included.startsWith(`${name}.`))?.[1];
}

/** Where Python imports the modules of the graph. */
function importPlaces(graph: Graph): Map<Module, Place[]> {
  const places = new Map<Module, Place[]>();
  for (const importer of graph.modules) {
    // What runs under another name imports what that one does.
    if (importer.aliasOf !== undefined) continue;
    for (const edge of importer.imports) {
      const { module, fact } = edge;
      if (module === undefined || ((fact?.guard ?? 0) & ImportGuard.TypeChecking) !== 0) continue;
      const place = { importer, span: fact ?? spanOfCall(edge, importer) };
      const others = places.get(module);
      if (others === undefined) places.set(module, [place]);
      else others.push(place);
    }
  }
  return places;
}

function describe(places: readonly Place[], { options }: Context): string {
  const texts = places.map(({ importer, span }) => {
    const { file, name, isEntry, text } = importer;
    if (span === undefined && isEntry && options.include.length > 0) return '--include';
    const shown = file === undefined ? name : relative(options.cwd, file).replaceAll('\\', '/');
    return span === undefined ? shown : `${shown}:${placeOf(text, span.start).line}`;
  });
  const each = [...new Set(texts)];
  const more = each.length > SHOWN ? ` and ${each.length - SHOWN} more` : '';
  return each.slice(0, SHOWN).join(', ') + more;
}

/** Whether all names of a file follow from those of its package. */
function followsFromPackage({ canonical, others }: SameFile, graph: Graph): boolean {
  return others.every((module) => {
    const home = parentOf(module, graph)?.aliasOf;
    return home !== undefined && canonical.name === nameIn(home, module);
  });
}

/**
 * Warns of files that are one module where Python would have made several of them, with all names and the places of their
 * imports. What has several names only because its package has them is counted with the package.
 */
export function reportDuplicates(files: readonly SameFile[], graph: Graph, context: Context): void {
  if (files.length === 0) return;
  const places = importPlaces(graph);
  const following = files.filter((each) => followsFromPackage(each, graph)).map(({ canonical }) => canonical);
  const counted = new Set(following);
  for (const { canonical, others } of files) {
    const names = [canonical, ...others].filter((module) => places.has(module));
    if (names.length < 2 || counted.has(canonical)) continue;
    const described = new Map(names.map((module) => [module.name, describe(places.get(module)!, context)]));
    const below = following.filter(({ name }) => name.startsWith(`${canonical.name}.`)).length;
    const [{ importer, span }] = places.get(names[1])!;
    context.warn(duplicateModule(canonical.name, described, below), importer, span);
  }
}
