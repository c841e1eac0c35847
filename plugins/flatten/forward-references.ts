import { lowerBound } from '../wrap/edit.ts';
import type { Unit } from './unit.ts';

/**
 * Identifiers in strings that stand where a type does, with a module that has one: in annotations, and, where somebody may
 * ask for the types in these, in brackets. `singledispatch` does; all else that does shows the whole program.
 */
export function forwardReferences(all: readonly Unit[]): Map<string, Unit> {
  const found = new Map<string, Unit>();
  const asksForTypes = all.some(
    ({ found: { identifiers } }) => identifiers.has('singledispatch') || identifiers.has('singledispatchmethod'),
  );
  for (const unit of all) {
    const { annotations } = unit.found.facts;
    for (const { start, text } of unit.found.strings) {
      const isInBrackets = asksForTypes && /\[\s*$/.test(unit.module.text.slice(Math.max(0, start - 40), start));
      const annotation = annotations[lowerBound(annotations.length, (index) => annotations[index]!.end <= start)];
      if (!isInBrackets && (annotation === undefined || annotation.start > start)) continue;
      for (const [word] of text.matchAll(/[\p{ID_Start}_][\p{ID_Continue}]*/gu)) {
        if (!found.has(word)) found.set(word, unit);
      }
    }
  }
  return found;
}
