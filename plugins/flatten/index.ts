import type { Context } from '../../core/context.ts';
import { flattenImpossible, nothingFlattened } from '../../core/diagnostics.ts';
import type { Graph } from '../../core/graph.ts';
import type { Module } from '../../core/module.ts';
import type { Plugin } from '../../core/plugin.ts';
import { ROOM } from './blank-lines.ts';
import { type Flattening, flattenGraph } from './flatten-graph.ts';
import type { Observer } from './program-rules.ts';
import type { Obstacle } from './module-rules.ts';
import { entryEdits, type FlatProgram } from './flattened-text.ts';

/** What the flatten strategy tells plugins that change texts before it renders them. */
interface FlattenApi {
  /** The modules that would be flattened if all texts stayed as they are. */
  candidates(graph: Graph, context: Context): ReadonlySet<Module>;
}

declare module '../../core/plugin.ts' {
  interface PluginApis {
    'cribo:flatten': FlattenApi;
  }
}

/**
 * The flatten strategy: the text of a module stands in the script where the first import of it stood, as far as no part of
 * the program can tell the difference. What cannot be flattened is wrapped, in the same bundle.
 */
export default function flattenPlugin(): Plugin {
  let program: FlatProgram | undefined;
  let flattened: ReadonlySet<Module> = new Set();

  function link(graph: Graph, context: Context): void {
    const wanted = wantedModules(graph);
    const found = find(wanted, graph, context);
    if (found === undefined) return;
    ({ program, flattened } = found);
    const { observer, obstacles } = found;
    if (observer !== undefined) context.info(nothingFlattened(observer.reason), observer.module, observer);
    for (const module of graph.modules) {
      if (flattened.has(module)) {
        const reason = module.strategy?.name === 'flatten' ? module.strategy.reason : 'a package without code';
        module.strategy = { name: 'flatten', reason, notes: [] };
      } else if (wanted.has(module)) wrapInstead(module, obstacles.get(module) ?? observer, context);
    }
  }

  return {
    name: 'cribo:flatten',
    api: {
      candidates: (graph, context) => find(wantedModules(graph), graph, context)?.flattened ?? new Set(),
    } satisfies FlattenApi,
    // After tree shaking, which changes texts.
    link: { order: 'post', handler: link },
    render(module, graph, context) {
      if (flattened.has(module)) return { module, code: '' };
      if (!module.isEntry || program === undefined) return undefined;
      const room = context.options.minify ? 0 : ROOM;
      const wrap = context.api('cribo:wrap')!;
      return wrap.renderEntry(graph, context, entryEdits(program, wrap.futureAnnotations(), room));
    },
  };
}

const wantedModules = ({ modules }: Graph): Set<Module> =>
  new Set(modules.filter(({ strategy }) => strategy?.name === 'flatten'));

function find(wanted: ReadonlySet<Module>, graph: Graph, context: Context): Flattening | undefined {
  if (wanted.size === 0) return undefined;
  const { effectFinder } = context.api('cribo:tree-shake')!;
  return flattenGraph(graph, (module) => wanted.has(module), context.options, effectFinder);
}

/** A module that breaks a rule, which its strategy says; where the whole program does, that has been said once. */
function wrapInstead(module: Module, obstacle: Obstacle | Observer | undefined, context: Context): void {
  const reason = obstacle?.reason ?? 'it shares its text with another module';
  const isOwn = obstacle !== undefined && !('module' in obstacle);
  const span = isOwn ? obstacle.span : undefined;
  if (isOwn) context.info(flattenImpossible(module.name, reason), module, span);
  const notes = span === undefined ? [] : [{ start: span.start, end: span.end, text: reason }];
  module.strategy = { name: 'wrap', reason: `flatten is impossible: ${reason}`, notes };
}
