import { annotationSpans } from '../annotations.ts';
import type { Range } from '../facts.ts';
import { hasFutureAnnotations } from '../future-imports.ts';
import { nameOf } from '../interner.ts';
import { entryDefinitions, entryUses, findEntry, Use } from '../name-entries.ts';
import { referenceEntries } from '../name-resolution.ts';
import {
  referenceCount,
  referenceNames,
  referenceOffsets,
  referenceRoles,
  referenceScopes,
  Role,
  scopeCount,
  ScopeKind,
  scopeKinds,
  scopeParents,
} from '../references-recorder.ts';
import { sourceText } from '../cursor.ts';
import { compositeTargets } from '../targets.ts';
import { Token, tokenCount, tokenEnds, tokenKinds, tokenStarts, tokenValues } from '../tokens.ts';
import { type Effect, effects } from './effect.ts';
import { scanStatements, type StatementKind } from './scan-statements.ts';

/** A statement at the top of a module, with all that is in it. */
export interface StatementFact extends Range {
  readonly kind: StatementKind;
  /** Names of the module that it binds, changes or deletes as it runs. */
  readonly binds: readonly string[];
  /**
   * What it reads of the module, or of what star imports and builtins give it, as it runs: names, and for those that an
   * import statement binds the attributes with them (`os.path.join`).
   */
  readonly reads: readonly string[];
  /** The same for what it may read later, in functions, and for names in its strings. */
  readonly later: readonly string[];
  readonly effects: readonly Effect[];
}

/** What the module does to its names beside its statements. */
export interface NameFacts {
  readonly statements: readonly StatementFact[];
  /** Names of the module that something in it deletes. */
  readonly deletedNames: readonly string[];
}

interface Sets {
  readonly binds: Set<string>;
  readonly reads: Set<string>;
  readonly later: Set<string>;
}

/** Takes the facts of the text that was parsed last. */
export function nameFacts(): NameFacts {
  const scanned = scanStatements();
  const sets = scanned.map((): Sets => ({ binds: new Set(), reads: new Set(), later: new Set() }));
  const deleted = new Set<string>();
  const imported = importedNames();
  const isLate = lateScopes();
  const inTargets = rangeTest(compositeTargets);
  const inAnnotations = hasFutureAnnotations()
    ? rangeTest(annotationSpans.flatMap(({ start, end }) => [start, end]))
    : () => false;

  let current = 0;
  for (let index = 0; index < referenceCount; index++) {
    const offset = referenceOffsets[index]!;
    while (current + 1 < scanned.length && offset >= scanned[current + 1]!.start) current++;
    while (offset < scanned[current]!.start) current--;
    const { binds, reads, later } = sets[current]!;
    const scope = referenceScopes[index]!;
    const role = referenceRoles[index]!;
    const definition = entryDefinitions[referenceEntries[index]!]!;
    // A class body that has not bound a name yet reads the module's.
    const isOfClass = definition === scope && scopeKinds[scope] === ScopeKind.Class && role === Role.Load;
    const id = referenceNames[index]!;
    if (definition > 0 && !(isOfClass && isModuleName(id))) continue;
    if (role === Role.Delete) deleted.add(nameOf(id));
    if (isBindingRole(role) && isLate[scope] === 0) binds.add(nameOf(id));
    if (role !== Role.Load && role !== Role.Augmented && role !== Role.Delete) continue;
    const isBare = !imported.has(id) || inTargets(offset);
    const read = isBare ? nameOf(id) : dottedName(offset);
    // What its class binds is there, as far as a class body without conditions tells.
    (isOfClass || isLate[scope] !== 0 || inAnnotations(offset) ? later : reads).add(read);
  }
  addNamesInStrings(scanned, sets);
  return {
    statements: scanned.map(({ kind, start, end, firstEffect }, index) => ({
      kind,
      start,
      end,
      binds: [...sets[index]!.binds],
      reads: [...sets[index]!.reads],
      later: [...sets[index]!.later],
      effects: effects.slice(firstEffect, scanned[index + 1]?.firstEffect),
    })),
    deletedNames: [...deleted],
  };
}

const isBindingRole = (role: number): boolean =>
  role !== Role.Load &&
  role !== Role.Global &&
  role !== Role.Nonlocal &&
  role !== Role.Annotated &&
  role !== Role.BareAnnotation;

/** Whether something in the text binds a name in the module. */
function isModuleName(id: number): boolean {
  const entry = findEntry(0, id);
  return entry >= 0 && (entryUses[entry]! & (Use.Bound | Use.BoundBelow)) !== 0;
}

/** Names that an import statement binds in the module. */
function importedNames(): Set<number> {
  const names = new Set<number>();
  for (let index = 0; index < referenceCount; index++) {
    if (referenceRoles[index] !== Role.Import) continue;
    if (entryDefinitions[referenceEntries[index]!] === 0) names.add(referenceNames[index]!);
  }
  return names;
}

/** Scopes whose code does not run with the statement that they stand in. */
function lateScopes(): Uint8Array {
  const isLate = new Uint8Array(scopeCount);
  for (let scope = 1; scope < scopeCount; scope++) {
    for (let around = scope; around > 0 && isLate[scope] === 0; around = scopeParents[around]!) {
      const kind = scopeKinds[around];
      const runsLater =
        kind === ScopeKind.Function ||
        kind === ScopeKind.AsyncFunction ||
        kind === ScopeKind.Lambda ||
        kind === ScopeKind.TypeVariable ||
        kind === ScopeKind.TypeAlias;
      if (runsLater) isLate[scope] = 1;
    }
  }
  return isLate;
}

/** Whether an offset is in one of some ranges, given as starts and ends in turn. */
function rangeTest(bounds: readonly number[]): (offset: number) => boolean {
  const ranges = Array.from({ length: bounds.length / 2 }, (_, index) => index).sort(
    (a, b) => bounds[2 * a]! - bounds[2 * b]! || bounds[2 * b + 1]! - bounds[2 * a + 1]!,
  );
  const starts = Int32Array.from(ranges, (range) => bounds[2 * range]!);
  // A range may hold others: what counts is how far the ones that begin before an offset reach.
  const ends = Int32Array.from(ranges, (range) => bounds[2 * range + 1]!);
  for (let index = 1; index < ends.length; index++) ends[index] = Math.max(ends[index]!, ends[index - 1]!);
  return (offset) => {
    const before = indexBefore(starts, starts.length, offset);
    return before >= 0 && offset < ends[before]!;
  };
}

/** The last index whose value is at most `value`, in sorted numbers; -1 where there is none. */
function indexBefore(sorted: Int32Array, count: number, value: number): number {
  let [low, high] = [0, count];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle]! <= value) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** The name at an offset with the attributes that follow it. */
function dottedName(offset: number): string {
  let index = indexBefore(tokenStarts, tokenCount, offset);
  let name = nameOf(tokenValues[index]!);
  for (; tokenKinds[index + 1] === Token.Dot && tokenKinds[index + 2] === Token.Name; index += 2) {
    name += `.${nameOf(tokenValues[index + 2]!)}`;
  }
  return name;
}

const MOST_IN_STRING = 200;

/**
 * Names in strings that could be names: forward references in annotations, `getattr(module, 'name')`, the items of
 * `__all__`.
 */
function addNamesInStrings(scanned: readonly Range[], sets: readonly Sets[]): void {
  const known = new Set(sets.flatMap(({ binds }) => [...binds]));
  let current = 0;
  for (let index = 0; index < tokenCount; index++) {
    if (tokenKinds[index] !== Token.String) continue;
    const start = tokenStarts[index]!;
    const length = tokenEnds[index]! - start;
    if (length < 3 || length > MOST_IN_STRING) continue;
    const text = sourceText(start, start + length);
    // Words with nothing but a space between them are prose.
    if (
      !/^[a-zA-Z]*["'][\p{ID_Continue}\s.,|[\]'"]+["']$/u.test(text) ||
      /\p{ID_Continue} +\p{ID_Continue}/u.test(text)
    )
      continue;
    while (current + 1 < scanned.length && start >= scanned[current + 1]!.start) current++;
    for (const [name] of text.slice(text.search(/["']/)).matchAll(/[\p{ID_Start}_]\p{ID_Continue}*/gu)) {
      if (known.has(name)) sets[current]!.later.add(name);
    }
  }
}
