import type { Plugin } from '../core/plugin.ts';
import excludePlugin from './exclude/index.ts';
import importlibPlugin from './importlib/index.ts';
import resolvePlugin from './resolve/index.ts';
import rulesPlugin from './rules/index.ts';
import wrapPlugin from './wrap/index.ts';

/** The plugins of every build, after the user's own. */
export function builtInPlugins(): Plugin[] {
  return [excludePlugin(), rulesPlugin(), resolvePlugin(), importlibPlugin(), wrapPlugin()];
}
