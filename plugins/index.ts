import type { Plugin } from '../core/plugin.ts';
import deduplicatePlugin from './deduplicate/index.ts';
import environmentPlugin from './environment/index.ts';
import importlibPlugin from './importlib/index.ts';
import inlinePlugin from './inline/index.ts';
import resolvePlugin from './resolve/index.ts';
import wrapPlugin from './wrap/index.ts';

/** The plugins of every build, after the user's own. */
export function builtInPlugins(): Plugin[] {
  return [environmentPlugin(), inlinePlugin(), resolvePlugin(), importlibPlugin(), deduplicatePlugin(), wrapPlugin()];
}
