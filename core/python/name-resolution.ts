import { annotationSpans } from './annotations.ts';
import { deferError } from './cursor.ts';
import { declarationOf } from './declarations.ts';
import { Feature, recordFeature } from './features.ts';
import { hasFutureAnnotations } from './future-imports.ts';
import { nameOf, WellKnown } from './interner.ts';
import {
  addUse,
  clearEntries,
  entryCount,
  entryDefinitions,
  entryNames,
  entryScopes,
  entryUses,
  findEntry,
  Use,
} from './name-entries.ts';
import {
  referenceCount,
  referenceNames,
  referenceOffsets,
  referenceRoles,
  referenceScopes,
  Role,
  ScopeKind,
  scopeKinds,
  scopeParents,
} from './references-recorder.ts';

/** The definition scope of a name that no scope of the text binds: a builtin, if anything. */
export const BUILTIN = -1;

/** For each reference its entry. */
export let referenceEntries = new Int32Array(1 << 15);

const roleUses = new Int32Array(16);
roleUses[Role.Load] = Use.Load;
for (const role of [Role.Store, Role.Delete, Role.Definition, Role.Augmented]) roleUses[role] = Use.Local;
roleUses[Role.Parameter] = Use.Parameter;
roleUses[Role.Import] = Use.Import;
roleUses[Role.TypeParameter] = Use.TypeParameter | Use.Local;
roleUses[Role.Annotated] = roleUses[Role.AnnotatedStore] = Use.Annotated | Use.Local;
roleUses[Role.BareAnnotation] = 0;

/** Finds what every reference of the text means, and the errors that CPython's symbol table finds. */
export function resolveNames(): void {
  clearEntries();
  if (referenceEntries.length < referenceCount) referenceEntries = new Int32Array(referenceCount * 2);
  for (let index = 0; index < referenceCount; index++) {
    referenceEntries[index] = enter(index);
  }
  bindGlobals();
  for (let entry = 0; entry < entryCount; entry++) entryDefinitions[entry] = define(entry);
}

/** What a scope declares global and binds is bound in the module, whether or not the module itself mentions it. */
function bindGlobals(): void {
  const count = entryCount;
  for (let entry = 0; entry < count; entry++) {
    const isBoundBelow = (entryUses[entry] & Use.Global) !== 0 && (entryUses[entry] & Use.Bound) !== 0;
    if (isBoundBelow && entryScopes[entry] !== 0) addUse(0, entryNames[entry], Use.BoundBelow);
  }
}

/** Adds what a reference does to the entry of its scope, which it returns. */
function enter(reference: number): number {
  const role = referenceRoles[reference];
  const scope = referenceScopes[reference];
  const name = referenceNames[reference];
  if (role === Role.Load) return addUse(scope, name, Use.Load);
  if (role === Role.Global || role === Role.Nonlocal) return declare(reference, role, scope, name);
  if (role === Role.Walrus) return assignInExpression(reference, scope, name);
  const entry = findEntry(scope, name);
  const uses = entry < 0 ? 0 : entryUses[entry];
  if (role === Role.Parameter && (uses & Use.Parameter) !== 0) {
    failName(reference, `duplicate argument '${nameOf(name)}' in function definition`);
  }
  if (role === Role.TypeParameter && (uses & Use.TypeParameter) !== 0) {
    failName(reference, `duplicate type parameter '${nameOf(name)}'`);
  }
  if ((role === Role.Annotated || role === Role.AnnotatedStore) && scope !== 0) {
    if ((uses & Use.Global) !== 0) failName(reference, `annotated name '${nameOf(name)}' can't be global`);
    if ((uses & Use.Nonlocal) !== 0) failName(reference, `annotated name '${nameOf(name)}' can't be nonlocal`);
  }
  const isIteration = role === Role.Store && isComprehension(scopeKinds[scope]);
  if (isIteration && (uses & (Use.Global | Use.Nonlocal)) !== 0) {
    failName(reference, `comprehension inner loop cannot rebind assignment expression target '${nameOf(name)}'`);
  }
  return addUse(scope, name, isIteration ? Use.Local | Use.Iteration : roleUses[role]);
}

function failName(reference: number, message: string): void {
  const offset = referenceOffsets[reference];
  deferError(message, offset, offset + nameOf(referenceNames[reference]).length);
}

/** CPython points at the statement, not at the name in it. */
function failDeclaration(reference: number, message: string): void {
  const { start, end } = declarationOf(reference);
  deferError(message, start, end);
}

export function isComprehension(kind: number): boolean {
  return kind === ScopeKind.Comprehension || kind === ScopeKind.Generator;
}

/** `global` and `nonlocal` must come before every other use of the name in the scope. */
function declare(reference: number, role: Role, scope: number, name: number): number {
  const word = role === Role.Global ? 'global' : 'nonlocal';
  const entry = findEntry(scope, name);
  const uses = entry < 0 ? 0 : entryUses[entry];
  const text = nameOf(name);
  if ((uses & Use.Parameter) !== 0) failDeclaration(reference, `name '${text}' is parameter and ${word}`);
  else if ((uses & Use.Load) !== 0 && isUsedBefore(reference, scope, name))
    failDeclaration(reference, `name '${text}' is used prior to ${word} declaration`);
  else if ((uses & Use.Annotated) !== 0) failDeclaration(reference, `annotated name '${text}' can't be ${word}`);
  else if ((uses & Use.Local) !== 0)
    failDeclaration(reference, `name '${text}' is assigned to before ${word} declaration`);
  if (role === Role.Nonlocal && scope === 0)
    failDeclaration(reference, 'nonlocal declaration not allowed at module level');
  const result = addUse(scope, name, role === Role.Global ? Use.Global : Use.Nonlocal);
  const both = Use.Global | Use.Nonlocal;
  if ((entryUses[result] & both) === both) failDeclaration(reference, `name '${text}' is nonlocal and global`);
  return result;
}

/** What only annotations use does not count where they are strings, nor where they have scopes of their own. */
function isUsedBefore(reference: number, scope: number, name: number): boolean {
  for (let index = 0; index < reference; index++) {
    if (referenceNames[index] !== name || referenceScopes[index] !== scope || referenceRoles[index] !== Role.Load)
      continue;
    const offset = referenceOffsets[index]!;
    if (!annotationSpans.some(({ start, end }) => start <= offset && offset < end)) return true;
  }
  const feature = hasFutureAnnotations() ? Feature.DeclaredAfterStringAnnotation : Feature.DeclaredAfterAnnotation;
  const { start, end } = declarationOf(reference);
  recordFeature(feature, start, end);
  return false;
}

/** `:=` in a comprehension binds in the nearest scope that is none (PEP 572), and the comprehensions see it there. */
function assignInExpression(reference: number, scope: number, name: number): number {
  let target = scope;
  while (isComprehension(scopeKinds[target])) target = scopeParents[target];
  const kind = scopeKinds[target];
  if (target !== scope && kind === ScopeKind.Class) {
    failName(reference, 'assignment expression within a comprehension cannot be used in a class body');
  }
  if (kind === ScopeKind.TypeParameters || kind === ScopeKind.TypeVariable || kind === ScopeKind.TypeAlias) {
    failName(reference, 'named expression cannot be used within the definition of a generic');
  }
  if (target === scope) return addUse(target, name, Use.Local);
  // A comprehension's target is global to a module as if declared, so that a `global` statement may follow.
  const targetEntry = addUse(target, name, target === 0 ? Use.BoundBelow : Use.Local);
  // Inside a function that declares the name global, the comprehension's name is global too.
  const isGlobal = target === 0 || (entryUses[targetEntry] & Use.Global) !== 0;
  let entry = targetEntry;
  for (let inner = scope; inner !== target; inner = scopeParents[inner]) {
    const added = addUse(inner, name, isGlobal ? Use.Global : Use.Nonlocal);
    if ((entryUses[added] & Use.Iteration) !== 0) failIteration(reference, name);
    if (inner === scope) entry = added;
  }
  return entry;
}

function failIteration(reference: number, name: number): void {
  const text = nameOf(name);
  failName(reference, `assignment expression cannot rebind comprehension iteration variable '${text}'`);
}

/** The scope whose binding an entry means. */
function define(entry: number): number {
  const uses = entryUses[entry];
  const scope = entryScopes[entry];
  // In the module itself the statement means nothing.
  if ((uses & Use.Global) !== 0 && scope !== 0) return 0;
  if ((uses & Use.Nonlocal) === 0 && (uses & Use.Bound) !== 0) return scope;
  const found = findAround(scope, entryNames[entry]);
  if ((uses & Use.Nonlocal) !== 0 && scope !== 0) checkNonlocal(entry, found);
  return found;
}

/** The scope around `scope` that a free name of it means. */
function findAround(scope: number, name: number): number {
  if (isAnnotationScope(scopeKinds[scope])) {
    const found = findInVisibleClass(scope, name);
    if (found !== NOT_FOUND) return found;
  }
  for (let outer = scopeParents[scope]; outer > 0; outer = scopeParents[outer]) {
    if (scopeKinds[outer] === ScopeKind.Class) {
      if (name === WellKnown.ClassCell) return outer;
      continue;
    }
    const entry = findEntry(outer, name);
    if (entry < 0) continue;
    const uses = entryUses[entry];
    if ((uses & Use.Global) !== 0) break;
    if ((uses & Use.Bound) !== 0 && (uses & Use.Nonlocal) === 0) return outer;
  }
  const entry = findEntry(0, name);
  return entry >= 0 && (entryUses[entry] & (Use.Bound | Use.BoundBelow)) !== 0 ? 0 : BUILTIN;
}

const NOT_FOUND = -2;

/**
 * A scope of PEP 695 sees the names of the class that it stands directly in. They come first: in
 * `class A: T = int; type B[T] = list[T]` the alias is of `int`.
 */
function findInVisibleClass(scope: number, name: number): number {
  let outer = scopeParents[scope];
  while (isAnnotationScope(scopeKinds[outer])) outer = scopeParents[outer];
  if (scopeKinds[outer] !== ScopeKind.Class) return NOT_FOUND;
  const entry = findEntry(outer, name);
  if (entry < 0) return NOT_FOUND;
  const uses = entryUses[entry];
  if ((uses & Use.Global) !== 0) return 0;
  return (uses & Use.Bound) !== 0 && (uses & Use.Nonlocal) === 0 ? outer : NOT_FOUND;
}

/** A scope of PEP 695, which is evaluated when asked for. */
export function isAnnotationScope(kind: number): boolean {
  return kind === ScopeKind.TypeParameters || kind === ScopeKind.TypeVariable || kind === ScopeKind.TypeAlias;
}

function checkNonlocal(entry: number, found: number): void {
  const isParameter = found > 0 && scopeKinds[found] === ScopeKind.TypeParameters;
  if (found > 0 && !isParameter) return;
  const name = entryNames[entry];
  const reference = referenceEntries.indexOf(entry);
  // A comprehension between a `:=` and a class, which is an error already, has no reference of its own.
  if (reference < 0) return;
  if (!isParameter) failName(reference, `no binding for nonlocal '${nameOf(name)}' found`);
  else failName(reference, `nonlocal binding not allowed for type parameter '${nameOf(name)}'`);
}
