import { annotationSpans, type AnnotationSpan } from './annotations.ts';
import { hasFutureAnnotations } from './future-imports.ts';
import { nameOf } from './interner.ts';
import { entryDefinitions } from './name-entries.ts';
import { referenceEntries } from './name-resolution.ts';
import { parse } from './parse.ts';
import {
  NO_NAME,
  referenceCount,
  referenceNames,
  referenceOffsets,
  referenceRoles,
  referenceScopes,
  Role,
  scopeCount,
  scopeEnds,
  scopeKinds,
  scopeNames,
  scopeParents,
  scopeStarts,
} from './references-recorder.ts';

export { Role, ScopeKind } from './references-recorder.ts';

/** The scopes of a text; scope 0 is the module. */
interface Scopes {
  readonly count: number;
  /** `ScopeKind` of each. */
  readonly kinds: Uint8Array;
  readonly parents: Int32Array;
  /** Index into `names` of a class, function, type alias or type parameter (or whose scope of PEP 695 it is), else -1. */
  readonly names: Int32Array;
  readonly starts: Int32Array;
  readonly ends: Int32Array;
}

/**
 * Every reference to a name in a text, in source order, in parallel arrays. Names are those of Python's own tables:
 * normalised to NFKC, and mangled where they are private to a class; the text at the offset may be spelled otherwise.
 */
export interface References {
  readonly count: number;
  readonly names: readonly string[];
  /** Index into `names`. */
  readonly nameIndices: Int32Array;
  readonly offsets: Int32Array;
  /** The scope that a reference stands in. */
  readonly scopeIndices: Int32Array;
  /** `Role` of each. */
  readonly roles: Uint8Array;
  /** The scope that holds the binding: 0 for the module, -1 for a name that nothing here binds (a builtin, or a mistake). */
  readonly definitions: Int32Array;
  readonly scopes: Scopes;
  /** In source order; they do not overlap. */
  readonly annotations: readonly AnnotationSpan[];
  /** Whether `from __future__ import annotations` makes strings of them (PEP 563). */
  readonly hasStringAnnotations: boolean;
}

/**
 * Makes the references of a text, which takes as long as `facts`.
 *
 * @throws PythonSyntaxError when no version of Python from 3.8 on compiles the text
 */
export function references(text: string): References {
  parse(text);
  const indices = new Map<number, number>();
  const names: string[] = [];
  const indexOf = (id: number): number => {
    let index = indices.get(id);
    if (index === undefined) {
      index = names.length;
      names.push(nameOf(id));
      indices.set(id, index);
    }
    return index;
  };
  const definitions = new Int32Array(referenceCount);
  for (let index = 0; index < referenceCount; index++) {
    definitions[index] = entryDefinitions[referenceEntries[index]!]!;
  }
  return {
    count: referenceCount,
    names,
    nameIndices: referenceNames.slice(0, referenceCount).map(indexOf),
    offsets: referenceOffsets.slice(0, referenceCount),
    scopeIndices: referenceScopes.slice(0, referenceCount),
    roles: referenceRoles.slice(0, referenceCount),
    definitions,
    scopes: {
      count: scopeCount,
      kinds: scopeKinds.slice(0, scopeCount),
      parents: scopeParents.slice(0, scopeCount),
      names: scopeNames.slice(0, scopeCount).map((id) => (id === NO_NAME ? -1 : indexOf(id))),
      starts: scopeStarts.slice(0, scopeCount),
      ends: scopeEnds.slice(0, scopeCount),
    },
    annotations: annotationSpans.slice(),
    hasStringAnnotations: hasFutureAnnotations(),
  };
}

/** Every place where a module's own name is bound, bound again or deleted, from whatever scope. */
export function moduleBindings(found: References): Map<string, number[]> {
  const bindings = new Map<string, number[]>();
  for (let index = 0; index < found.count; index++) {
    if (found.definitions[index] !== 0 || !isBinding(found.roles[index]!)) continue;
    const name = found.names[found.nameIndices[index]!]!;
    const places = bindings.get(name);
    if (places === undefined) bindings.set(name, [index]);
    else places.push(index);
  }
  return bindings;
}

/** Whether a `Role` changes what the name means: binds or deletes it. */
export function isBinding(role: number): boolean {
  return (
    role !== Role.Load &&
    role !== Role.Global &&
    role !== Role.Nonlocal &&
    role !== Role.Annotated &&
    role !== Role.BareAnnotation
  );
}
