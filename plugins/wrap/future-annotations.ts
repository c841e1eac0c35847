import type { Graph } from '../../core/graph.ts';
import type { Module } from '../../core/module.ts';
import { annotationText } from '../../core/python/annotation-text.ts';
import type { Edit } from './edit.ts';
import { pythonString } from './python-string.ts';

/**
 * How `from __future__ import annotations` (PEP 563) reaches the modules that ask for it, one file being one unit of
 * compilation:
 * - `none`: nobody asks
 * - `hoist`: the bundle asks, because no module with annotations objects
 * - `strings`: the annotations of the modules that ask become the strings that PEP 563 makes of them
 */
export type FutureAnnotations = 'none' | 'hoist' | 'strings';

// Code that is compiled at run time inherits the feature from the code that asks for it.
const compiling = new Set(['exec', 'eval', 'compile']);

export const asksForAnnotations = ({ facts }: Module): boolean => facts.futureFeatures.includes('annotations');

/** The entry runs as the file's own code, whose flags nothing can change afterwards. */
export const entryCompiles = ({ isEntry, facts }: Module): boolean =>
  isEntry && facts.dynamicNames.some((name) => compiling.has(name));

/** Chooses for all modules of a bundle. */
export function chooseFutureAnnotations({ modules }: Graph): FutureAnnotations {
  if (!modules.some(asksForAnnotations)) return 'none';
  const objects = (module: Module): boolean =>
    !asksForAnnotations(module) && (module.facts.annotations.length > 0 || entryCompiles(module));
  return modules.some(objects) ? 'strings' : 'hoist';
}

/** Turns every annotation of a module into the string that PEP 563 makes of it. */
export function annotationEdits({ text, facts }: Module): Edit[] {
  return facts.annotations.map(({ start, end, bracketed }) => {
    const literal = pythonString(annotationText(text, start, end));
    const lineEnds = '\n'.repeat(text.slice(start, end).split('\n').length - 1);
    const inBrackets = bracketed || lineEnds === '' ? literal + lineEnds : `(${literal}${lineEnds})`;
    // `x:int` and `->int` need no space before a quote.
    return { start, end, text: inBrackets };
  });
}
