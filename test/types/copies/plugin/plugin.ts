// Has a copy of cribo of its own, as a plugin does whose dependency was not shared.
import type { BuildOptions, BuildResult, Bundle, Context, Graph, Hooks, Module, Plugin, Source } from 'cribo';

declare module 'cribo' {
  interface ModuleMeta {
    copied?: boolean;
  }
  interface PluginApis {
    copied: { value: number };
  }
}

/** What both copies have. */
export interface Types {
  plugin: Plugin;
  hooks: Hooks;
  context: Context;
  module: Module;
  source: Source;
  graph: Graph;
  bundle: Bundle;
  options: BuildOptions;
  result: BuildResult;
}

export default function copiedPlugin(): Plugin {
  return {
    name: 'copied',
    api: { value: 1 },
    analyse: { query: '(call) @call', handler: (module) => void (module.meta.copied = true) },
    link: (graph, context) => context.warn(`${context.api('copied')?.value}`, graph.entry),
  };
}
