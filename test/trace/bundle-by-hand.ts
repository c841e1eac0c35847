import { createHash } from 'node:crypto';
import { addMapping, GenMapping, setSourceContent, toEncodedMap } from '@jridgewell/gen-mapping';

/** A part of a bundle: text that the bundler made, text copied from a file, or text in place of some of a file. */
export type Part =
  | string
  | { readonly of: string; readonly copy: string }
  | { readonly of: string; readonly instead: string; readonly text: string };

/** A bundle with its map, both as they would be on the disk. */
export interface BundleByHand {
  readonly bundle: string;
  readonly map: string;
}

export interface MapChoices {
  /** The folder of the sources, as the map has it. */
  readonly sourceRoot?: string;
  readonly withContent?: boolean;
  /** Fields to write over those of the map. */
  readonly fields?: Readonly<Record<string, unknown>>;
}

export const sha256 = (content: string | Uint8Array): string => createHash('sha256').update(content).digest('hex');

const TOKENS = /"""[\s\S]*?"""|\w+|[^\s\w]/g;

function placeIn(text: string, offset: number): { line: number; column: number } {
  const before = text.slice(0, offset).split('\n');
  return { line: before.length, column: before.at(-1)!.length };
}

/** Puts a bundle together from parts, with a segment at each token of what is copied, and its map. */
export function bundleByHand(
  files: Readonly<Record<string, string>>,
  parts: readonly Part[],
  { sourceRoot, withContent = false, fields = {} }: MapChoices = {},
): BundleByHand {
  const map = new GenMapping({ file: 'bundle.py', ...(sourceRoot !== undefined && { sourceRoot }) });
  let code = '';
  const used: string[] = [];
  // What a part takes of a file comes behind what the parts before it have taken, where it can.
  const taken = new Map<string, number>();
  const find = (source: string, text: string): number => {
    const whole = files[source]!;
    const ahead = whole.indexOf(text, taken.get(source) ?? 0);
    const from = ahead === -1 ? whole.indexOf(text) : ahead;
    if (from === -1) throw new Error(`${source} has no ${text}`);
    taken.set(source, from + text.length);
    return from;
  };
  const add = (source: string, from: number, generated: number, name?: string): void => {
    if (!used.includes(source)) used.push(source);
    const place = { source, original: placeIn(files[source]!, from), generated: placeIn(code, generated) };
    if (name === undefined) addMapping(map, place);
    else addMapping(map, { ...place, name });
  };
  for (const part of parts) {
    const start = code.length;
    if (typeof part === 'string') {
      code += part;
      addMapping(map, { generated: placeIn(code, start) });
    } else if ('copy' in part) {
      const from = find(part.of, part.copy);
      code += part.copy;
      for (const { index } of part.copy.matchAll(TOKENS)) add(part.of, from + index, start + index);
    } else {
      const from = find(part.of, part.instead);
      code += part.text;
      add(part.of, from, start, part.instead);
    }
  }
  if (withContent) for (const source of used) setSourceContent(map, source, files[source]!);
  const encoded = {
    ...toEncodedMap(map),
    x_cribo_bundle: sha256(code),
    x_cribo_sources: used.map((source) => sha256(files[source]!)),
    ...fields,
  };
  return { bundle: `${code}# sourceMappingURL=bundle.py.map\n`, map: JSON.stringify(encoded) };
}
