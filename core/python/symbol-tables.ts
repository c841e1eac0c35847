import type { PythonVersion } from './facts.ts';
import { isAnnotationScope, isComprehension } from './name-resolution.ts';
import { placeReferences, type Placement } from './reference-placement.ts';
import { type References, Role, ScopeKind } from './references.ts';
import { analyseSymbols } from './symbol-analysis.ts';

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

/** What a scope does with a name: bits. */
export const enum NameUse {
  Load = 1,
  /** Assigned, deleted, or the name of a definition. */
  Store = 2,
  Parameter = 4,
  Import = 8,
  /** Annotated as a bare name. */
  Annotated = 16,
  Global = 32,
  Nonlocal = 64,
  /** A target of a comprehension's `for`. */
  Iteration = 128,
  TypeParameter = 256,
  /** A class has a name of its own that means another one in a scope inside. */
  FreeInClass = 512,
  /** A cell of a comprehension that is part of the table. */
  ComprehensionCell = 1024,

  Bound = 2 | 4 | 8 | 256,
}

/** One name in one table. */
export interface NameSymbol {
  kind: NameKind;
  /** Bits of `NameUse`. */
  uses: number;
}

/** One scope as Python's compiler sees it. */
export interface SymbolTable {
  readonly kind: ScopeKind;
  /** Of a class, function, type alias or type parameter, else empty. */
  readonly name: string;
  /** Offset of the first character, of a function's or class's keyword. */
  readonly start: number;
  readonly parent: SymbolTable | undefined;
  readonly symbols: Map<string, NameSymbol>;
  children: SymbolTable[];
}

const roleUses: Partial<Record<Role, number>> = {
  [Role.Load]: NameUse.Load,
  [Role.Parameter]: NameUse.Parameter,
  [Role.Import]: NameUse.Import,
  [Role.Global]: NameUse.Global,
  [Role.Nonlocal]: NameUse.Nonlocal,
  [Role.TypeParameter]: NameUse.TypeParameter | NameUse.Store,
  [Role.Annotated]: NameUse.Annotated | NameUse.Store,
  [Role.AnnotatedStore]: NameUse.Annotated | NameUse.Store,
};

/**
 * The tables that CPython of a version compiles the text with, as its module `symtable` shows them, but for names that
 * the compiler adds for its own use (`.0`, `.type_params`, `__classdict__`, ...). They differ by version: comprehensions
 * became part of the scope around them in 3.12 (PEP 709), annotations that are strings are left out since 3.10 (PEP 563),
 * and the others have scopes of their own since 3.14 (PEP 649).
 *
 * @returns the module's table
 */
export function symbolTables(found: References, version: PythonVersion): SymbolTable {
  const placement = placeReferences(found, version);
  const { tables } = placement;
  for (let index = 0; index < found.count; index++) {
    const table = placement.tableOf(index);
    if (table !== undefined) addReference(found, placement, index, table);
    else if (found.roles[index] === Role.Walrus) addWalrusInString(found, placement, index);
  }
  const module = tables[0]!;
  completeNames(module);
  analyseSymbols(module, version);
  return module;
}

function addReference(found: References, placement: Placement, index: number, table: SymbolTable): void {
  const role = found.roles[index] as Role;
  if (role === Role.BareAnnotation) return;
  const name = found.names[found.nameIndices[index]!]!;
  const definition = found.definitions[index]!;
  if (role === Role.Walrus && isComprehension(table.kind)) {
    return addWalrus(table, name, definition, placement);
  }
  let uses = roleUses[role] ?? NameUse.Store;
  if (role === Role.Store && isComprehension(table.kind)) uses |= NameUse.Iteration;
  if (table.kind === ScopeKind.Annotation && name === '__class__') addClassCell(table);
  else addSymbol(table, name, uses, placement.tables[definition]);
  // What is declared global anywhere is the module's.
  if (role === Role.Global) addSymbol(placement.tables[0]!, name, NameUse.Global, undefined);
  if (role === Role.Load && name === 'super' && isFunctionLike(table.kind)) addClassCell(table);
}

/** `:=` in comprehensions binds around them, and declares the name in the one that it stands in (PEP 572). */
function addWalrus(table: SymbolTable, name: string, definition: number, placement: Placement): void {
  let target = table;
  while (isComprehension(target.kind) || target.kind === ScopeKind.Annotation) target = target.parent!;
  const isGlobal = definition === 0;
  addSymbol(table, name, NameUse.Store | (isGlobal ? NameUse.Global : NameUse.Nonlocal), undefined);
  if (isGlobal) addSymbol(placement.tables[0]!, name, NameUse.Global, undefined);
  if (target.parent !== undefined) addSymbol(target, name, NameUse.Store, undefined);
}

/** Although nothing in a string binds anything, the compiler notes what comprehensions in it would. */
function addWalrusInString(found: References, { tables }: Placement, index: number): void {
  let target = found.scopeIndices[index]!;
  while (isComprehension(found.scopes.kinds[target]!)) target = found.scopes.parents[target]!;
  const name = found.names[found.nameIndices[index]!]!;
  addSymbol(tables[target]!, name, target === 0 ? NameUse.Global : NameUse.Store, undefined);
}

/** `definition` is the table that a name means which this one does not bind. */
function addSymbol(table: SymbolTable, name: string, uses: number, definition: SymbolTable | undefined): void {
  const symbol = table.symbols.get(name);
  if (symbol === undefined) table.symbols.set(name, { kind: kindOf(uses, definition), uses });
  else {
    symbol.uses |= uses;
    symbol.kind = kindOf(symbol.uses, definition);
  }
}

function kindOf(uses: number, definition: SymbolTable | undefined): NameKind {
  if ((uses & NameUse.Global) !== 0) return NameKind.GlobalExplicit;
  if ((uses & NameUse.Nonlocal) !== 0) return NameKind.Free;
  if ((uses & NameUse.Bound) !== 0) return NameKind.Local;
  return definition === undefined || definition.parent === undefined ? NameKind.GlobalImplicit : NameKind.Free;
}

/**
 * `__class__` is the class around. A use of `super` counts as one, as a call without arguments looks for it. In an
 * annotation of a class's own variables it is that class, which exists when annotations are evaluated.
 */
function addClassCell(table: SymbolTable): void {
  let around = table.parent;
  while (around !== undefined && around.kind !== ScopeKind.Class) around = around.parent;
  addSymbol(table, '__class__', NameUse.Load, around);
}

/** What is settled when all names of a table, and of those around it, are known. */
function completeNames(table: SymbolTable): void {
  if (table.kind === ScopeKind.Class && table.parent?.kind === ScopeKind.TypeParameters) {
    // A generic class has its parameters as an attribute.
    addSymbol(table, '__type_params__', NameUse.Store, undefined);
  }
  const visible = classSeenBy(table);
  if (visible !== undefined)
    for (const [name, symbol] of table.symbols) lookUpInClass(symbol, visible.symbols.get(name));
  for (const child of table.children) completeNames(child);
}

/** Names of the class around a scope of PEP 695 or of annotations are looked up in it when the scope runs. */
function lookUpInClass(symbol: NameSymbol, ofClass: NameSymbol | undefined): void {
  const isOwn = (symbol.uses & (NameUse.Bound | NameUse.Global | NameUse.Nonlocal)) !== 0;
  if (isOwn || ofClass === undefined) return;
  if ((ofClass.uses & NameUse.Global) !== 0) symbol.kind = NameKind.GlobalExplicit;
  else if ((ofClass.uses & NameUse.Bound) !== 0 && (ofClass.uses & NameUse.Nonlocal) === 0) {
    symbol.kind = NameKind.GlobalImplicit;
  }
}

/** Whether functions inside see the scope's names. */
export function isFunctionLike(kind: ScopeKind): boolean {
  return kind !== ScopeKind.Module && kind !== ScopeKind.Class;
}

/** The class that a scope stands in, if it looks names up in it. */
export function classSeenBy(table: SymbolTable): SymbolTable | undefined {
  let around = table;
  while (isAnnotationScope(around.kind) || around.kind === ScopeKind.Annotation) around = around.parent!;
  return around !== table && around.kind === ScopeKind.Class ? around : undefined;
}
