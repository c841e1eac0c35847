import { environmentNotFound } from '../../core/diagnostics.ts';
import type { FrozenOptions } from '../../core/options.ts';
import type { Plugin } from '../../core/plugin.ts';
import { readScriptMetadata } from '../requirements/script-metadata.ts';
import { createInlining, type Inlining } from './inlining.ts';
import { modulesForExternals } from './modules-for-externals.ts';

/** What other plugins ask the inline plugin for. */
interface InlineApi {
  /** What third-party code goes into the bundle; nothing when none is to. */
  inlining(): Inlining | undefined;
}

declare module '../../core/plugin.ts' {
  interface PluginApis {
    'cribo:inline': InlineApi;
  }
}

/** Decides which installed distributions go into the bundle. */
export default function inlinePlugin(): Plugin {
  let inlining: Inlining | undefined;
  let alsoNeeded: ReturnType<typeof modulesForExternals>;
  return {
    name: 'cribo:inline',
    api: { inlining: () => inlining } satisfies InlineApi,
    async start(options, context) {
      inlining = undefined;
      if (!asksForInlining(options)) return;
      const environment = context.api('cribo:environment')!.environment();
      if (environment === undefined) return context.error(environmentNotFound());
      // A script says what it depends on; what else is installed is none of its business.
      const script = options.inline === true ? await readScriptMetadata(options) : undefined;
      inlining = createInlining(environment, context, script?.dependencies);
      alsoNeeded = modulesForExternals(inlining);
    },
    analyse(module) {
      if (inlining === undefined) return;
      for (const name of alsoNeeded(module)) module.include(name);
    },
  };
}

const asksForInlining = ({ inline }: FrozenOptions): boolean => inline === true || inline.length > 0;
