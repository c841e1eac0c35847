import type { Graph } from '../../core/graph.ts';
import type { Module } from '../../core/module.ts';
import type { Layout } from '../../core/python/layout.ts';
import { references, Role, ScopeKind } from '../../core/python/references.ts';
import { isStandardLibrary } from '../../core/python/standard-library.ts';

/** Names by which annotations of functions are read. */
const readers = [
  '__annotations__',
  '__annotate__',
  '__signature__',
  'annotationlib',
  'formatannotation',
  'getfullargspec',
  'getargspec',
  'get_annotations',
  'get_type_hints',
  'help',
  'pydoc',
  'signature',
  'Signature',
  'singledispatch',
  'singledispatchmethod',
];

/** Why annotations of functions may be read; nothing where nobody can. */
export function annotationReader({ modules }: Graph, layouts: ReadonlyMap<Module, Layout>): string | undefined {
  for (const module of modules) {
    const found = layouts.get(module);
    const name = readers.find((each) => (each === 'help' ? found?.called : found?.names)?.has(each));
    if (name !== undefined) return `"${module.name}" has the name ${name}`;
    const text = /["'](__annotations__|__annotate__)["']/.exec(module.text)?.[1];
    if (text !== undefined) return `"${module.name}" has the text ${text}`;
    const outside = module.imports.find((edge) => edge.module === undefined && !isStandard(edge.name));
    if (outside !== undefined) return `"${module.name}" imports ${outside.name}, which is not in the bundle`;
  }
  return undefined;
}

const isStandard = (name: string): boolean => name === '' || isStandardLibrary(name);

/**
 * Edits that leave out annotations: those of variables in functions, which Python never evaluates, and of functions where
 * they are strings (PEP 563), whose evaluation nobody can miss.
 * @param areRead whether something may read those of functions
 */
export function annotationEdits({ text }: Module, areRead: boolean): { start: number; end: number; text: string }[] {
  const found = references(text);
  const isString = found.hasStringAnnotations && !areRead;
  const targets = new Set<number>();
  for (let index = 0; index < found.count; index++) {
    const kind = found.scopes.kinds[found.scopeIndices[index]!]!;
    const isInFunction = kind === ScopeKind.Function || kind === ScopeKind.AsyncFunction;
    if (isInFunction && found.roles[index] === Role.AnnotatedStore) targets.add(found.offsets[index]!);
  }
  return found.annotations.flatMap(({ start, end, functionScope }) => {
    const lineStart = text.lastIndexOf('\n', start - 1) + 1;
    const before = text.slice(lineStart, start);
    const variable = /[^\s:;(]+[ \t]*:[ \t]*$/.exec(before);
    const goes = functionScope >= 0 ? isString : variable !== null && targets.has(lineStart + variable.index);
    const mark = /(?:[ \t]*->|:)[ \t]*$/.exec(before);
    // Over several lines there may be comments, and lines to be counted.
    if (!goes || mark === null || text.slice(start, end).includes('\n')) return [];
    return [{ start: lineStart + mark.index, end, text: '' }];
  });
}
