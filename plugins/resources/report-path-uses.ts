import type { Context } from '../../core/context.ts';
import { resourceByPath } from '../../core/diagnostics.ts';
import type { Graph } from '../../core/graph.ts';
import { references } from '../../core/python/references.ts';
import type { Inlining } from '../inline/inlining.ts';
import type { Resources } from './resources.ts';

// Others' paths (`module.__file__`) are asked for to show them; `__path__` whole is handed to pkgutil.
const ownPath = /(?<!\.\s*)\b(?:__file__|__path__(?=\[))/g;

/**
 * Warns of modules that use `__file__` or `__path__` in packages that have files: these lie in the bundle, where `open` does
 * not find them.
 */
export function reportPathUses(
  graph: Graph,
  inlining: Inlining | undefined,
  resources: Resources,
  context: Context,
): void {
  const withFiles = new Set(resources.files.map(({ path }) => path.split('/', 1)[0]));
  for (const module of graph.dependencies) {
    const [packageName] = module.name.split('.', 1);
    if (!withFiles.has(packageName) || resources.isExtracted(packageName)) continue;
    const first = [...module.text.matchAll(ownPath)]
      .map(({ index }) => index)
      .find((index) => isCode(module.text, index));
    if (first === undefined) continue;
    const isOwn = module.file === undefined || inlining?.distributionOf(module.file) === undefined;
    const log = isOwn ? context.info : context.warn;
    log(resourceByPath(packageName), module, { start: first, end: first + 8 });
  }
}

/** Whether a name stands there, as against a string or a comment. */
function isCode(text: string, index: number): boolean {
  return references(text).offsets.includes(index);
}
