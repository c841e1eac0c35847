import { annotationSpans } from './annotations.ts';
import { deferError } from './cursor.ts';
import { Feature, recordFeature } from './features.ts';
import { hasFutureAnnotations } from './future-imports.ts';
import { isAnnotationScope, isComprehension } from './name-resolution.ts';
import {
  Marker,
  markerCount,
  markerKinds,
  markerOffsets,
  markerScopes,
  scopeCount,
  scopeEnds,
  ScopeKind,
  scopeKinds,
  scopeParents,
  scopeStarts,
} from './references-recorder.ts';

/** Comprehensions that await something. */
const asynchronous = new Set<number>();

/** Checks that `yield`, `await` and asynchronous comprehensions stand in functions that may have them. */
export function checkFunctions(): void {
  asynchronous.clear();
  const asyncGenerators = new Set<number>();
  for (let index = 0; index < markerCount; index++) {
    const scope = markerScopes[index];
    if (markerKinds[index] === Marker.Yield && scopeKinds[scope] === ScopeKind.AsyncFunction)
      asyncGenerators.add(scope);
  }
  for (let index = 0; index < markerCount; index++) {
    const [scope, offset] = [markerScopes[index]!, markerOffsets[index]!];
    switch (markerKinds[index] as Marker) {
      case Marker.Yield:
        checkYield(scope, offset);
        break;
      case Marker.YieldFrom:
        checkYield(scope, offset);
        if (scopeKinds[scope] === ScopeKind.AsyncFunction) {
          deferError("'yield from' inside async function", offset, offset + 'yield from'.length);
        }
        break;
      case Marker.Await:
        checkAwait(scope, offset);
        break;
      case Marker.AsyncFor:
        awaitIn(scope, offset);
        break;
      case Marker.ReturnValue:
        if (asyncGenerators.has(scope)) deferError("'return' with value in async generator", offset, offset + 6);
    }
  }
  checkClassAnnotations();
}

function checkYield(scope: number, offset: number): void {
  const kind = scopeKinds[scope];
  if (kind === ScopeKind.Module || kind === ScopeKind.Class) {
    deferError("'yield' outside function", offset, offset + 'yield'.length);
  } else if (isComprehension(kind)) {
    const place = kind === ScopeKind.Generator ? 'generator expression' : 'comprehension';
    deferError(`'yield' inside ${place}`, offset, offset + 'yield'.length);
  } else if (isAnnotationScope(kind)) {
    const message = 'yield expression cannot be used within the definition of a generic';
    deferError(message, offset, offset + 'yield'.length);
  }
}

function checkAwait(scope: number, offset: number): void {
  const kind = scopeKinds[scope];
  const end = offset + 'await'.length;
  if (kind === ScopeKind.Module || kind === ScopeKind.Class) deferError("'await' outside function", offset, end);
  else if (kind === ScopeKind.Function || kind === ScopeKind.Lambda) {
    deferError("'await' outside async function", offset, end);
  } else if (isAnnotationScope(kind)) {
    deferError('await expression cannot be used within the definition of a generic', offset, end);
  } else if (isComprehension(kind)) awaitIn(scope, offset);
}

/** A comprehension awaits something, so what it stands in must be able to wait for it, unless it is a generator. */
function awaitIn(scope: number, offset: number): void {
  if (asynchronous.has(scope)) return;
  asynchronous.add(scope);
  if (scopeKinds[scope] === ScopeKind.Generator) return;
  const outer = scopeParents[scope];
  if (scopeKinds[outer] === ScopeKind.AsyncFunction) return;
  if (isComprehension(scopeKinds[outer])) {
    recordFeature(Feature.NestedAsyncComprehension, scopeStarts[scope], scopeEnds[scope]);
    awaitIn(outer, offset);
  } else deferError('asynchronous comprehension outside of an asynchronous function', offset, offset + 1);
}

/** 3.12 refuses scopes inside the scopes of PEP 695 that stand in a class. */
function checkClassAnnotations(): void {
  for (let scope = 1; scope < scopeCount; scope++) {
    if (isAnnotationScope(scopeKinds[scope]) || !isAnnotationScope(scopeKinds[scopeParents[scope]])) continue;
    const kind = scopeKinds[scope];
    if (kind !== ScopeKind.Lambda && !isComprehension(kind)) continue;
    if (scopeKinds[scopeAroundAnnotation(scope)] === ScopeKind.Class && !isInString(scope)) {
      recordFeature(Feature.ScopeInClassAnnotation, scopeStarts[scope], scopeEnds[scope]);
    }
  }
}

/** Whether a scope stands in an annotation that is a string (PEP 563), which nothing looks into. */
function isInString(scope: number): boolean {
  const offset = scopeStarts[scope]!;
  return hasFutureAnnotations() && annotationSpans.some(({ start, end }) => start <= offset && offset < end);
}

/** The nearest scope around that is not of PEP 695. */
export function scopeAroundAnnotation(scope: number): number {
  let outer = scopeParents[scope];
  while (isAnnotationScope(scopeKinds[outer])) outer = scopeParents[outer];
  return outer;
}
