import { basename, dirname } from 'node:path';
import type { HostBundle } from '../bundle.ts';
import { type Diagnostic, inputMapUnusable, type Message, sourceMapLost } from '../diagnostics.ts';
import type { Module } from '../module.ts';
import type { FrozenOptions } from '../options.ts';
import { cachedMapName, cachedMaps } from './cached-maps.ts';
import { createSourceMap } from './create-source-map.ts';
import { sha256 } from './file-digest.ts';
import { type InputMap, inputMap } from './input-map.ts';

/** What a bundle without a path is called by the name of its map. */
const UNNAMED = 'bundle.py';

/**
 * Makes the source map of a finished bundle, and puts it where it is wanted.
 * @param warn gets what does not end the build, with the module that it is about
 */
export function addSourceMap(
  bundle: HostBundle,
  { output, cwd, sourceMap, sourceMapRoot, sourcesContent }: FrozenOptions,
  warn: (message: Message & Partial<Diagnostic>) => void,
): void {
  const texts = bundle.texts();
  if (texts === undefined) return warn(sourceMapLost(bundle.replacedBy!));
  const mapOf = (module: Module): InputMap | undefined => {
    const found = inputMap(module);
    if (typeof found !== 'string') return found;
    warn({ ...inputMapUnusable(module.name, found), module: module.name, file: module.file });
    return undefined;
  };
  // The comment stands on a line of its own, which what is above it ends.
  bundle.mapComment = sourceMap === 'cache' ? '' : commentOf('');
  const bytes = bundle.toBytes();
  const digest = sha256(bytes.subarray(0, bytes.length - lineLength(bundle.mapComment)));
  const folder = sourceMap === 'cache' ? undefined : output === undefined ? cwd : dirname(output);
  const map = createSourceMap(texts, mapOf, {
    output,
    folder,
    root: sourceMapRoot,
    hasContents: sourcesContent,
    digest,
  });
  bundle.editor = 'cribo:source-map';
  if (sourceMap === 'inline') {
    bundle.mapComment = commentOf(`data:application/json;charset=utf-8;base64,${map.toString('base64')}`);
  } else if (sourceMap === 'cache') {
    const name = cachedMapName(output, digest);
    bundle.emit({ name, content: map, path: `${cachedMaps(process.env, process.platform)}/${name}` });
  } else {
    const name = `${basename(output ?? UNNAMED)}.map`;
    bundle.mapComment = commentOf(encodeURIComponent(name));
    bundle.emit({ name, content: map });
  }
}

const commentOf = (url: string): string => `# sourceMappingURL=${url}`;

const lineLength = (comment: string): number => (comment === '' ? 0 : comment.length + 1);
