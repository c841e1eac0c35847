import { at, currentStart, previousEnd } from './cursor.ts';
import { expression, starred } from './expressions.ts';
import type { Annotation, Range } from './facts.ts';
import { Feature, recordFeature } from './features.ts';
import { hasFutureAnnotations } from './future-imports.ts';
import {
  candidateCount,
  currentScope,
  dropCandidates,
  dropMarkers,
  dropWaits,
  isWait,
  markerCount,
  markerScopes,
  referenceScopes,
  ScopeKind,
  scopeKinds,
} from './references-recorder.ts';
import { Token } from './tokens.ts';
import { walruses } from './walruses.ts';

/** The annotations of the text being parsed that PEP 563 turns into strings. */
export const annotations: Annotation[] = [];

/** Where an annotation stands. */
export interface AnnotationSpan extends Range {
  /** The scope around it. */
  readonly scope: number;
  /** The scope of the function whose parameter or result is annotated; -1 for a variable. */
  readonly functionScope: number;
}

/** Every annotation of the text being parsed, in source order. */
export const annotationSpans: AnnotationSpan[] = [];

/**
 * Reads an annotation. `bracketed`: inside brackets; `isEvaluated`: other than those of variables in functions.
 */
export function annotation(bracketed: boolean, isEvaluated: boolean, functionScope = -1): void {
  const candidates = candidateCount;
  const markers = markerCount;
  const walrusCount = walruses.length;
  const start = currentStart();
  if (at(Token.Star)) {
    starred();
    recordFeature(Feature.StarAnnotation, start, previousEnd());
  } else expression();
  dropCandidates(candidates);
  checkEffects(markers, walrusCount, start, isEvaluated);
  const end = previousEnd();
  if (isEvaluated) annotations.push({ start, end, bracketed });
  annotationSpans.push({ start, end, scope: currentScope, functionScope });
}

/**
 * `yield`, `await` or `:=` directly in the annotation: one that is evaluated later, or never, cannot have them. Until
 * 3.9 nothing looked at an annotation that becomes a string, and until 3.13 nothing looked for `await` in those of a
 * function's own variables.
 */
function checkEffects(markers: number, walrusCount: number, start: number, isEvaluated: boolean): void {
  let hasEffect = false;
  let waits = false;
  for (let index = markers; index < markerCount; index++) {
    hasEffect ||= markerScopes[index] === currentScope;
    const kind = scopeKinds[markerScopes[index]];
    waits ||= kind === ScopeKind.Comprehension || (kind === ScopeKind.Lambda && !isEvaluated && isWait(index));
  }
  for (let index = walrusCount; index < walruses.length; index++) {
    hasEffect ||= referenceScopes[walruses[index]!.reference] === currentScope;
  }
  const isString = hasFutureAnnotations();
  // An asynchronous comprehension in it was no matter before annotations were functions.
  if (waits) recordFeature(Feature.EffectInAnnotation, start, previousEnd());
  if (hasEffect) {
    recordFeature(isString ? Feature.EffectInStringAnnotation : Feature.EffectInAnnotation, start, previousEnd());
  }
  if (isString) dropMarkers(markers);
  else if (!isEvaluated) dropWaits(markers);
}
