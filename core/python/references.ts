import { nameOf } from './interner.ts';
import { entryDefinitions, isComprehension, referenceEntries } from './name-resolution.ts';
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
  /** Index into `names` of a class, function or type alias, else -1. */
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
  };
}

/** What a name is in a scope; the numbers are CPython's (Include/internal/pycore_symtable.h). */
export const enum NameKind {
  Local = 1,
  /** Declared by `global`. */
  GlobalExplicit = 2,
  GlobalImplicit = 3,
  Free = 4,
  /** Local, and an inner scope refers to it. */
  Cell = 5,
}

/** For each scope the kind of every name that it or, passing through it, a scope inside refers to. */
export function scopeTables(found: References): Map<string, NameKind>[] {
  const { scopes } = found;
  const tables = Array.from({ length: scopes.count }, () => new Map<string, NameKind>());
  for (let index = 0; index < found.count; index++) {
    if (found.roles[index] === Role.BareAnnotation) continue;
    const name = found.names[found.nameIndices[index]!]!;
    const scope = found.scopeIndices[index]!;
    const definition = found.definitions[index]!;
    const isDeclared = found.roles[index] === Role.Global;
    addName(tables, scopes, name, scope, definition, isDeclared);
    if (found.roles[index] === Role.Walrus) addWalrus(tables, scopes, name, scope, definition);
  }
  return tables;
}

function addName(
  tables: Map<string, NameKind>[],
  scopes: Scopes,
  name: string,
  scope: number,
  definition: number,
  isDeclared: boolean,
): void {
  const table = tables[scope]!;
  if (isDeclared) table.set(name, NameKind.GlobalExplicit);
  else if (definition === scope) {
    // A class may bind a name that its methods mean the outer one of.
    if (table.get(name) !== NameKind.Cell) table.set(name, NameKind.Local);
  } else if (definition <= 0) {
    if (!table.has(name)) table.set(name, NameKind.GlobalImplicit);
  } else {
    for (let inner = scope; inner !== definition; inner = scopes.parents[inner]!) {
      if (!tables[inner]!.has(name)) tables[inner]!.set(name, NameKind.Free);
    }
    tables[definition]!.set(name, NameKind.Cell);
  }
}

/** `:=` in comprehensions names the target in each of them, and binds it around them. */
function addWalrus(
  tables: Map<string, NameKind>[],
  scopes: Scopes,
  name: string,
  scope: number,
  definition: number,
): void {
  let inner = scope;
  while (isComprehension(scopes.kinds[inner]!)) {
    if (definition === 0) tables[inner]!.set(name, NameKind.GlobalExplicit);
    inner = scopes.parents[inner]!;
  }
  if (inner !== scope) addName(tables, scopes, name, inner, definition, false);
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
