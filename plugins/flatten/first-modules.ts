import { applyEdits, type Edit } from '../wrap/edit.ts';
import type { FlatProgram } from './flattened-text.ts';
import type { Unit } from './unit.ts';

/** The modules that come first in the bundle, where a docstring would be the entry's. */
export function firstModules({ entry, facades, placement }: FlatProgram): Set<Unit> {
  const first = new Set<Unit>();
  if (facades.size > 0 || entry.found.facts.docstring !== undefined) return first;
  const importers = new Set<Unit>();
  for (const { unit, importer } of placement.order) {
    if (importer === undefined) continue;
    const { facts } = importer.unit.found;
    const isInFirst = importer.unit.isEntry || first.has(importer.unit);
    const hasNothingAbove = facts.statements.every(
      ({ end }) => end > importer.offset || end <= (facts.docstring?.end ?? 0),
    );
    if (isInFirst && hasNothingAbove && !importers.has(importer.unit)) first.add(unit);
    importers.add(importer.unit);
  }
  return first;
}

/** A statement above a string of some module that would be the entry's docstring, as all above it is gone. */
export function docstringGuard({ found, module: { text } }: Unit, edits: readonly Edit[]): Edit[] {
  if (found.facts.docstring !== undefined) return [];
  const isString = /^(?:\s|#.*\n|\\\n)*[rRuU]?["']/.test(applyEdits(text, edits));
  const [comments] = /^(?:[ \t\f]*#.*\n)*/.exec(text)!;
  const start = comments.length;
  return isString ? [{ start, end: start, text: 'pass  # The string below is no docstring.\n' }] : [];
}
