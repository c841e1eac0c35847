import type { Range } from '../../core/python/facts.ts';
import type { Module } from '../../core/module.ts';
import { type Edit, sortEdits } from './edit.ts';
import { pythonString } from './python-string.ts';
import type { RewritingNames } from './rewrites.ts';

/** A module's edits with its removals, and those of them that rewrite what stays. */
export interface EditsWithRemovals {
  readonly edits: readonly Edit[];
  readonly rewritten: readonly Edit[];
}

/** Takes out what is not needed. Line ends stay, so that every statement keeps its line. */
export function withRemovals(
  { removals, text }: Module,
  edits: readonly Edit[],
  { importFunction }: RewritingNames,
): EditsWithRemovals {
  if (removals.length === 0) return { edits, rewritten: edits };
  const rewritten = edits.filter(({ start, end }) => !removals.some((gone) => gone.start <= start && end <= gone.end));
  const removing = removals.map(({ start, end, runs }): Edit => {
    const removed = text.slice(start, end);
    const lines = '\n'.repeat(removed.split('\n').length - 1);
    if (runs !== undefined) return { start, end, text: `${importFunction}(${pythonString(runs)}${lines})` };
    // Lines that a backslash joins are one statement, in which something may stay.
    return { start, end, text: /\\\n/.test(removed) && isPart(text, end) ? lines.replaceAll('\n', '\\\n') : lines };
  });
  return { edits: sortEdits([...rewritten, ...removing]), rewritten };
}

/** Whether what ends there goes on in its line. */
const isPart = (text: string, end: number): boolean =>
  !/^[^\S\n]*(?:#|\n|$)/.test(text.slice(end, text.indexOf('\n', end) + 1 || undefined));

/** Whether nothing of a part of a module's text stays. */
export function isRemoved({ removals }: Module, { start, end }: Range): boolean {
  return removals.some((gone) => gone.start <= start && end <= gone.end && gone.runs === undefined);
}
