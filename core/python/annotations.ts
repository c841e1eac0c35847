import { at, currentStart, previousEnd } from './cursor.ts';
import { expression, starred } from './expressions.ts';
import type { Annotation } from './facts.ts';
import { Feature, recordFeature } from './features.ts';
import { hasFutureAnnotations } from './future-imports.ts';
import { candidateCount, currentScope, dropCandidates } from './references-recorder.ts';
import { Token } from './tokens.ts';

/** The annotations of the text being parsed that PEP 563 turns into strings. */
export const annotations: Annotation[] = [];

const NO_SCOPE = -1;
/** The scope whose annotation is being read. */
let annotatedScope = NO_SCOPE;

/**
 * Reads an annotation. `bracketed`: inside brackets; `isEvaluated`: other than those of variables in functions.
 */
export function annotation(bracketed: boolean, isEvaluated: boolean): void {
  const candidates = candidateCount;
  const outer = annotatedScope;
  annotatedScope = currentScope;
  const start = currentStart();
  if (at(Token.Star)) {
    starred();
    recordFeature(Feature.StarAnnotation, start, previousEnd());
  } else expression();
  annotatedScope = outer;
  dropCandidates(candidates);
  if (isEvaluated) annotations.push({ start, end: previousEnd(), bracketed });
}

/** `yield`, `await` or `:=` at `start`: an annotation that is evaluated later, or never, cannot have them. */
export function noteEffectInAnnotation(start: number): void {
  if (annotatedScope !== currentScope) return;
  const feature = hasFutureAnnotations() ? Feature.EffectInStringAnnotation : Feature.EffectInAnnotation;
  recordFeature(feature, start, start + 1);
}
