import { relative } from 'node:path';
import type { Bundle } from './bundle.ts';
import type { OutputFile } from './build.ts';
import type { Graph } from './graph.ts';
import type { ImportEdge, Module } from './module.ts';
import type { FrozenOptions } from './options.ts';

/** One import of an input. */
export interface MetafileImport {
  /** Key of the input it leads to; the dotted name where it leads out of the bundle. */
  readonly path: string;
  readonly kind: 'import-statement' | 'dynamic-import';
  /** Left to the run-time environment. */
  readonly external?: true;
  /** The dotted name that is imported. */
  readonly original: string;
}

/**
 * What a bundle is made of, in the shape of esbuild's metafile, so that its viewers work. Keys are paths relative to the
 * working folder, with `/`; virtual modules have their id.
 */
export interface Metafile {
  readonly inputs: Record<string, { readonly bytes: number; readonly imports: readonly MetafileImport[] }>;
  readonly outputs: Record<
    string,
    {
      readonly bytes: number;
      readonly inputs: Record<string, { readonly bytesInOutput: number }>;
      readonly imports: readonly [];
      readonly exports: readonly [];
      readonly entryPoint?: string;
    }
  >;
}

/** The metafile of a build. The first output is the bundle. */
export function createMetafile(
  graph: Graph,
  bundle: Bundle,
  outputs: readonly OutputFile[],
  { cwd }: FrozenOptions,
): Metafile {
  const pathOf = (path: string): string => relative(cwd, path).replaceAll('\\', '/');
  const keyOf = ({ file, id }: Module): string => (file === undefined ? id : pathOf(file));
  const inputs: Metafile['inputs'] = {};
  for (const module of graph.modules) {
    const imports = module.imports.filter(({ name }) => name !== '').map((edge) => importOf(edge, keyOf));
    // An entry that is imported by its name as well is one file.
    const known = inputs[keyOf(module)]?.imports ?? [];
    inputs[keyOf(module)] = { bytes: Buffer.byteLength(module.text), imports: [...known, ...imports] };
  }
  const sizes: Record<string, { bytesInOutput: number }> = {};
  for (const { module, code, prologue = '' } of [bundle.entry, ...bundle.fragments]) {
    const size = (sizes[keyOf(module)] ??= { bytesInOutput: 0 });
    size.bytesInOutput += Buffer.byteLength(prologue) + Buffer.byteLength(code);
  }
  for (const { file, bytes, bytesInOutput } of bundle.files) {
    inputs[pathOf(file)] ??= { bytes, imports: [] };
    const size = (sizes[pathOf(file)] ??= { bytesInOutput: 0 });
    size.bytesInOutput += bytesInOutput;
  }
  const outputEntries = outputs.map(({ path, bytes }, index) => [
    path === undefined ? '<stdout>' : pathOf(path),
    {
      bytes: bytes.length,
      inputs: index === 0 ? sizes : {},
      imports: [] as const,
      exports: [] as const,
      ...(index === 0 ? { entryPoint: keyOf(graph.entry) } : {}),
    },
  ]);
  return { inputs, outputs: Object.fromEntries(outputEntries) as Metafile['outputs'] };
}

function importOf({ name, module, fact }: ImportEdge, keyOf: (module: Module) => string): MetafileImport {
  const kind = fact === undefined ? 'dynamic-import' : 'import-statement';
  if (module === undefined) return { path: name, kind, external: true, original: name };
  return { path: keyOf(module), kind, original: name };
}
