import { lowerBound } from '../../core/lower-bound.ts';
import type { Unit } from './unit.ts';

/**
 * Identifiers in strings that stand where a type does, in annotations or in brackets, with a module that has one, where
 * somebody may ask for the types in these. `singledispatch` does; what dataclasses ask for facades know, and all else that
 * does shows the whole program.
 */
export function forwardReferences(all: readonly Unit[]): Map<string, Unit> {
  const found = new Map<string, Unit>();
  const asksForTypes = all.some(
    ({ found: { identifiers } }) => identifiers.has('singledispatch') || identifiers.has('singledispatchmethod'),
  );
  if (!asksForTypes) return found;
  for (const unit of all) {
    const { annotations } = unit.found.facts;
    for (const { start, text } of unit.found.strings) {
      const isInBrackets = /\[\s*$/.test(unit.module.text.slice(Math.max(0, start - 40), start));
      const annotation = annotations[lowerBound(annotations.length, (index) => annotations[index]!.end <= start)];
      if (!isInBrackets && (annotation === undefined || annotation.start > start)) continue;
      for (const [word] of text.matchAll(/[\p{ID_Start}_][\p{ID_Continue}]*/gu)) {
        if (!found.has(word)) found.set(word, unit);
      }
    }
  }
  return found;
}
