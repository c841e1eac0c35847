// A program with a copy of cribo, and a plugin that has another one.
import {
  build,
  type BuildOptions,
  type BuildResult,
  type Bundle,
  type Context,
  defineConfig,
  type Graph,
  type Hooks,
  type Module,
  type Plugin,
  type Source,
} from 'cribo';
import copiedPlugin, { type Types } from './plugin/plugin.ts';

export const plugin: Plugin = copiedPlugin();
export const configuration = defineConfig({ entry: 'main.py', plugins: [copiedPlugin(), [copiedPlugin()]] });
export const result = build({ entry: 'main.py', plugins: copiedPlugin() });

/** What both copies have, as this one has it. */
interface OwnTypes {
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

export const there = (own: OwnTypes): Types => own;
export const back = (copied: Types): OwnTypes => copied;
