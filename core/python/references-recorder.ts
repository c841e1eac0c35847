import { internString, nameFlags, NameFlag, nameOf } from './interner.ts';
import { copyInto } from './tokens.ts';

/** What a reference does with its name. */
export const enum Role {
  Load,
  Store,
  Delete,
  Parameter,
  Global,
  Nonlocal,
  /** Bound by an import statement. */
  Import,
  /** The name of a function or class. */
  Definition,
  /** `x += 1`: read and bound. */
  Augmented,
  /** `x := 1`, which binds in the nearest scope that is no comprehension. */
  Walrus,
  TypeParameter,
  /** `x: int`, which makes the name local without binding it. */
  Annotated,
  /** `x: int = 1` */
  AnnotatedStore,
  /** `(x): int`, which does not even do that. */
  BareAnnotation,
}

export const enum ScopeKind {
  Module,
  Class,
  Function,
  AsyncFunction,
  Lambda,
  /** A list, set or dict comprehension. */
  Comprehension,
  Generator,
  /** The scope that holds the type parameters of a function, class or type alias (PEP 695). */
  TypeParameters,
  /** A bound or default of a type parameter. */
  TypeVariable,
  TypeAlias,
  /** What annotations are evaluated in since 3.14 (PEP 649); in the tables of `symbolTables` only. */
  Annotation,
}

/** What matters about a function besides its names; it moves into a comprehension like a reference. */
export const enum Marker {
  Yield,
  YieldFrom,
  Await,
  AsyncFor,
  ReturnValue,
}

export const NO_NAME = -1;

/*
 * Flat arrays that every text uses again: references in source order, scopes in the order in which they begin (but
 * for comprehensions, whose elements come first), and markers.
 */
let referenceCapacity = 1 << 15;
export let referenceNames = new Int32Array(referenceCapacity);
export let referenceOffsets = new Int32Array(referenceCapacity);
export let referenceScopes = new Int32Array(referenceCapacity);
export let referenceRoles = new Uint8Array(referenceCapacity);
export let referenceCount = 0;

let scopeCapacity = 1 << 12;
export let scopeKinds = new Uint8Array(scopeCapacity);
export let scopeParents = new Int32Array(scopeCapacity);
/** The name of a class, function, type alias or type parameter, or `NO_NAME`. */
export let scopeNames = new Int32Array(scopeCapacity);
export let scopeStarts = new Int32Array(scopeCapacity);
export let scopeEnds = new Int32Array(scopeCapacity);
export let scopeCount = 0;
export let currentScope = 0;

let markerCapacity = 1 << 8;
export let markerKinds = new Uint8Array(markerCapacity);
export let markerScopes = new Int32Array(markerCapacity);
export let markerOffsets = new Int32Array(markerCapacity);
export let markerCount = 0;

/**
 * References that become targets when `=`, `in`, `as` or the like follows: bare names that no operator, call or
 * subscript has used up since.
 */
let candidates = new Int32Array(1 << 10);
export let candidateCount = 0;

/** The class whose body the parser is in, for private names. */
let currentClass = NO_NAME;
const mangledNames = new Map<number, number>();
/** Whether the parser is in the head of a generic class, whose type parameters are the only private names of it. */
let isInGenericHead = false;
const privateTypeParameters = new Set<number>();

export function clearReferences(length: number): void {
  referenceCount = scopeCount = markerCount = candidateCount = currentScope = 0;
  currentClass = NO_NAME;
  isInGenericHead = false;
  mangledNames.clear();
  addScope(ScopeKind.Module, NO_NAME, 0);
  scopeParents[0] = -1;
  scopeEnds[0] = length;
}

export function pushReference(name: number, offset: number, role: Role): void {
  if (referenceCount === referenceCapacity) growReferences();
  if (currentClass !== NO_NAME && (nameFlags[name] & NameFlag.Private) !== 0) name = privateName(name, role);
  referenceNames[referenceCount] = name;
  referenceOffsets[referenceCount] = offset;
  referenceScopes[referenceCount] = currentScope;
  referenceRoles[referenceCount++] = role;
}

function growReferences(): void {
  referenceCapacity *= 2;
  referenceNames = copyInto(new Int32Array(referenceCapacity), referenceNames);
  referenceOffsets = copyInto(new Int32Array(referenceCapacity), referenceOffsets);
  referenceScopes = copyInto(new Int32Array(referenceCapacity), referenceScopes);
  referenceRoles = copyInto(new Uint8Array(referenceCapacity), referenceRoles);
}

/** A name that is loaded unless it turns out to be a target. */
export function pushCandidate(name: number, offset: number): void {
  if (candidateCount === candidates.length) candidates = copyInto(new Int32Array(candidateCount * 2), candidates);
  candidates[candidateCount++] = referenceCount;
  pushReference(name, offset, Role.Load);
}

/** What was read since there were `count` candidates is no target. */
export function dropCandidates(count: number): void {
  candidateCount = count;
}

/** The candidates after the first `count` are targets after all. */
export function settleCandidates(count: number, role: Role): void {
  for (let index = count; index < candidateCount; index++) referenceRoles[candidates[index]] = role;
  candidateCount = count;
}

/** The reference that was read last as a bare name. */
export function lastCandidate(): number {
  return candidates[candidateCount - 1];
}

export function setRole(reference: number, role: Role): void {
  referenceRoles[reference] = role;
}

/** Begins a scope inside the current one; `enterScope` makes it current. */
export function addScope(kind: ScopeKind, name: number, start: number): number {
  if (scopeCount === scopeCapacity) growScopes();
  scopeKinds[scopeCount] = kind;
  scopeParents[scopeCount] = currentScope;
  scopeNames[scopeCount] = name;
  scopeStarts[scopeCount] = start;
  scopeEnds[scopeCount] = start;
  return scopeCount++;
}

function growScopes(): void {
  scopeCapacity *= 2;
  scopeKinds = copyInto(new Uint8Array(scopeCapacity), scopeKinds);
  scopeParents = copyInto(new Int32Array(scopeCapacity), scopeParents);
  scopeNames = copyInto(new Int32Array(scopeCapacity), scopeNames);
  scopeStarts = copyInto(new Int32Array(scopeCapacity), scopeStarts);
  scopeEnds = copyInto(new Int32Array(scopeCapacity), scopeEnds);
}

/** Makes a scope current and returns the one that was. */
export function enterScope(scope: number): number {
  const outer = currentScope;
  currentScope = scope;
  return outer;
}

export function endScope(scope: number, end: number): void {
  scopeEnds[scope] = end;
}

/** Enters the body of a class, whose private names are mangled, and returns the class around it. */
export function enterClass(name: number): number {
  const outer = currentClass;
  currentClass = name;
  isInGenericHead = false;
  if (mangledNames.size > 0) mangledNames.clear();
  return outer;
}

/**
 * Enters the type parameters and bases of a generic class, and returns the class around it. Private names of the
 * parameters are already those of the class, others are mangled by neither (since 3.13; 3.12 mangles them, too).
 */
export function enterGenericHead(name: number): number {
  const outer = enterClass(name);
  isInGenericHead = true;
  privateTypeParameters.clear();
  return outer;
}

function privateName(name: number, role: Role): number {
  if (!isInGenericHead) return mangle(name);
  if (role === Role.TypeParameter) privateTypeParameters.add(name);
  return privateTypeParameters.has(name) ? mangle(name) : name;
}

/** `__name` in class `_C` is `_C__name`; a class named by underscores only mangles nothing. */
function mangle(name: number): number {
  let mangled = mangledNames.get(name);
  if (mangled === undefined) {
    const className = nameOf(currentClass).replace(/^_+/, '');
    mangled = className === '' ? name : internString(`_${className}${nameOf(name)}`);
    mangledNames.set(name, mangled);
  }
  return mangled;
}

export function pushMarker(kind: Marker, offset: number): void {
  if (markerCount === markerCapacity) {
    markerCapacity *= 2;
    markerKinds = copyInto(new Uint8Array(markerCapacity), markerKinds);
    markerScopes = copyInto(new Int32Array(markerCapacity), markerScopes);
    markerOffsets = copyInto(new Int32Array(markerCapacity), markerOffsets);
  }
  markerKinds[markerCount] = kind;
  markerScopes[markerCount] = currentScope;
  markerOffsets[markerCount++] = offset;
}

/** Forgets the markers after the first `count`. */
export function dropMarkers(count: number): void {
  markerCount = count;
}

/** Whether a marker is of something that only asynchronous functions may do. */
export function isWait(marker: number): boolean {
  return markerKinds[marker] === Marker.Await || markerKinds[marker] === Marker.AsyncFor;
}

/** Forgets those after the first `count`. */
export function dropWaits(count: number): void {
  const end = markerCount;
  dropMarkers(count);
  for (let index = count; index < end; index++) {
    if (isWait(index)) continue;
    markerKinds[markerCount] = markerKinds[index]!;
    markerScopes[markerCount] = markerScopes[index]!;
    markerOffsets[markerCount++] = markerOffsets[index]!;
  }
}

/**
 * Begins the scope of a comprehension whose element is already read: what the element referred to since the given
 * counts, in the current scope, moves into the new one.
 */
export function addComprehensionScope(
  kind: ScopeKind,
  start: number,
  references: number,
  scopes: number,
  markers: number,
): number {
  const inner = addScope(kind, NO_NAME, start);
  for (let index = references; index < referenceCount; index++) {
    if (referenceScopes[index] === currentScope) referenceScopes[index] = inner;
  }
  for (let index = scopes; index < inner; index++) {
    if (scopeParents[index] === currentScope) scopeParents[index] = inner;
  }
  for (let index = markers; index < markerCount; index++) {
    if (markerScopes[index] === currentScope) markerScopes[index] = inner;
  }
  return inner;
}
