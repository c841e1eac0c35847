import { lowerBound } from '../wrap/edit.ts';
import type { Unit } from './unit.ts';

/** Identifiers in strings that stand where a type does, in an annotation or in brackets, with a module that has one. */
export function forwardReferences(all: readonly Unit[]): Map<string, Unit> {
  const found = new Map<string, Unit>();
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
