import { annotationSpans } from '../annotations.ts';
import type { Range } from '../facts.ts';
import { hasFutureAnnotations } from '../future-imports.ts';
import { imports } from '../imports.ts';
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
import { setAttributes, type SetAttributes } from './set-attributes.ts';
import { Token, tokenCount, tokenKinds, tokenStarts } from '../tokens.ts';
import { compositeTargets } from '../targets.ts';
import { type Effect, effects } from './effect.ts';
import { dottedName } from './dotted-name.ts';
import { indexBefore, rangeTest } from './range-test.ts';
import { scanStatements, type StatementKind } from './scan-statements.ts';
import { wordsInStrings } from './words-in-strings.ts';

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
  /** The same for what it may read later, in functions. */
  readonly later: readonly string[];
  /**
   * The same for names that import statements in its functions bind there; those that something else binds too, and those
   * of classes, come without attributes.
   */
  readonly locals: readonly string[];
  /** Names in its strings that the module binds, with attributes: annotations may be strings, and `__all__` names names. */
  readonly words: readonly string[];
  readonly effects: readonly Effect[];
}

/** What the module does to its names beside its statements. */
export interface NameFacts {
  readonly statements: readonly StatementFact[];
  /** Names of the module that something in it deletes, as `except ... as` does at the end of its block. */
  readonly deletedNames: readonly string[];
  /** Names of the module that its functions bind, by `global`. */
  readonly reboundNames: readonly string[];
  /** Names of attributes that something in it sets or deletes. */
  readonly setAttributes: SetAttributes;
}

/** Names of one kind, those of the statement that is being looked at without repetitions. */
class NameLists {
  readonly lists: string[][];
  /** For each name the last statement, from 1, that has it. */
  readonly #last: number[] = [];

  constructor(count: number) {
    this.lists = Array.from({ length: count }, () => []);
  }

  add(statement: number, id: number): void {
    if (this.#last[id] === statement + 1) return;
    this.#last[id] = statement + 1;
    this.lists[statement]!.push(nameOf(id));
  }

  /** Adds a dotted name. */
  addText(statement: number, name: string): void {
    const list = this.lists[statement]!;
    if (!list.includes(name)) list.push(name);
  }
}

/** Takes the facts of the text that was parsed last. */
export function nameFacts(): NameFacts {
  const scanned = scanStatements();
  const binds = new NameLists(scanned.length);
  const reads = new NameLists(scanned.length);
  const later = new NameLists(scanned.length);
  const words = new NameLists(scanned.length);
  const locals = new NameLists(scanned.length);
  const localImports = importedLocals();
  const deleted = new Set<string>();
  const rebound = new Set<string>();
  const imported = importedNames();
  const isLate = lateScopes();
  const isModuleName = moduleNameTest();
  const asksForAttributes = !bindsAny('hasattr', 'getattr');
  const nameAt = (offset: number): string => dottedName(offset, asksForAttributes);
  const inTargets = rangeTest(compositeTargets);
  const inAnnotations = hasFutureAnnotations()
    ? rangeTest(annotationSpans.flatMap(({ start, end }) => [start, end]))
    : () => false;

  let current = 0;
  for (let index = 0; index < referenceCount; index++) {
    const scope = referenceScopes[index]!;
    const role = referenceRoles[index]!;
    const definition = entryDefinitions[referenceEntries[index]!]!;
    const id = referenceNames[index]!;
    // A class body that has not bound a name yet reads the module's.
    const isOfClass = definition > 0 && definition === scope && scopeKinds[scope] === ScopeKind.Class;
    const isLocal = definition > 0 && localImports.has(localKey(definition, id));
    if (!isLocal && definition > 0 && !(isOfClass && role === Role.Load && isModuleName(id))) continue;
    const offset = referenceOffsets[index]!;
    while (current + 1 < scanned.length && offset >= scanned[current + 1]!.start) current++;
    while (offset < scanned[current]!.start) current--;
    if (isLocal) {
      const isRead = role === Role.Load && !inTargets(offset) && scopeKinds[definition] !== ScopeKind.Class;
      if (isRead) locals.addText(current, nameAt(offset));
      else if (role !== Role.Import || scopeKinds[definition] === ScopeKind.Class) locals.addText(current, nameOf(id));
      if (!(isOfClass && role === Role.Load && isModuleName(id))) continue;
    }
    // `global` in a function: what its import binds is the module's.
    if (role === Role.Import && isLate[scope] !== 0) locals.addText(current, nameOf(id));
    if (role === Role.Delete || isOfExcept(offset)) deleted.add(nameOf(id));
    if (isBindingRole(role)) {
      if (isLate[scope] === 0) binds.add(current, id);
      else if (definition === 0) rebound.add(nameOf(id));
    }
    if (role !== Role.Load && role !== Role.Augmented && role !== Role.Delete) continue;
    // What its class binds is there, as far as a class body without conditions tells.
    const list = isOfClass || isLate[scope] !== 0 || inAnnotations(offset) ? later : reads;
    if (!imported.has(id) || inTargets(offset)) list.add(current, id);
    else list.addText(current, nameAt(offset));
  }
  const known = new Set(binds.lists.flat());
  current = 0;
  for (const [offset, word] of wordsInStrings()) {
    while (current + 1 < scanned.length && offset >= scanned[current + 1]!.start) current++;
    if (known.has(word.split('.', 1)[0]!)) words.addText(current, word);
  }
  return {
    statements: scanned.map(({ kind, start, end, firstEffect }, index) => ({
      kind,
      start,
      end,
      binds: binds.lists[index]!,
      reads: reads.lists[index]!,
      later: later.lists[index]!,
      words: words.lists[index]!,
      locals: locals.lists[index]!,
      effects: effects.slice(firstEffect, scanned[index + 1]?.firstEffect),
    })),
    deletedNames: [...deleted],
    reboundNames: [...rebound],
    setAttributes: setAttributes(),
  };
}

const isBindingRole = (role: number): boolean =>
  role !== Role.Load &&
  role !== Role.Global &&
  role !== Role.Nonlocal &&
  role !== Role.Annotated &&
  role !== Role.BareAnnotation;

/** Whether a name at an offset is the one behind `except ... as`. */
function isOfExcept(offset: number): boolean {
  let index = indexBefore(tokenStarts, tokenCount, offset) - 1;
  if (tokenKinds[index] !== Token.As) return false;
  while (index > 0 && !beginsLine(index)) index--;
  return tokenKinds[index] === Token.Except;
}

function beginsLine(index: number): boolean {
  const before = tokenKinds[index - 1];
  return before === Token.NewLine || before === Token.Indent || before === Token.Dedent;
}

/** Tells whether something in the text binds a name in the module, or may. */
function moduleNameTest(): (id: number) => boolean {
  if (imports.some(({ names }) => names[0].name === '*')) return () => true;
  return (id) => {
    const entry = findEntry(0, id);
    return entry >= 0 && (entryUses[entry]! & (Use.Bound | Use.BoundBelow)) !== 0;
  };
}

/** A number for a name in a scope. */
const localKey = (scope: number, id: number): number => scope * 2 ** 26 + id;

/** Whether something binds one of some names, in any scope. */
function bindsAny(...names: readonly string[]): boolean {
  for (let index = 0; index < referenceCount; index++) {
    if (isBindingRole(referenceRoles[index]!) && names.includes(nameOf(referenceNames[index]!))) return true;
  }
  return false;
}

/** What import statements bind in functions and classes. */
function importedLocals(): Set<number> {
  const found = new Set<number>();
  for (let index = 0; index < referenceCount; index++) {
    const definition = entryDefinitions[referenceEntries[index]!]!;
    if (referenceRoles[index] === Role.Import && definition > 0)
      found.add(localKey(definition, referenceNames[index]!));
  }
  return found;
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
