import type { Plugin } from '../core/plugin.ts';
import conditionsPlugin from './conditions/index.ts';
import deduplicatePlugin from './deduplicate/index.ts';
import environmentPlugin from './environment/index.ts';
import excludePlugin from './exclude/index.ts';
import flattenPlugin from './flatten/index.ts';
import importlibPlugin from './importlib/index.ts';
import inlinePlugin from './inline/index.ts';
import metadataPlugin from './metadata/index.ts';
import minifyPlugin from './minify/index.ts';
import requirementsPlugin from './requirements/index.ts';
import resolvePlugin from './resolve/index.ts';
import resourcesPlugin from './resources/index.ts';
import rulesPlugin from './rules/index.ts';
import targetPlugin from './target/index.ts';
import treeShakePlugin from './tree-shake/index.ts';
import staticPlugin from './static/index.ts';
import strategyPlugin from './strategy/index.ts';
import wrapPlugin from './wrap/index.ts';

/** The plugins of every build, after the user's own. */
export function builtInPlugins(): Plugin[] {
  return [
    conditionsPlugin(),
    excludePlugin(),
    environmentPlugin(),
    inlinePlugin(),
    rulesPlugin(),
    resolvePlugin(),
    importlibPlugin(),
    metadataPlugin(),
    deduplicatePlugin(),
    resourcesPlugin(),
    requirementsPlugin(),
    targetPlugin(),
    treeShakePlugin(),
    minifyPlugin(),
    strategyPlugin(),
    flattenPlugin(),
    staticPlugin(),
    wrapPlugin(),
  ];
}
