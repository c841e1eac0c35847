import type { PythonVersion } from './facts.ts';
import { ScopeKind } from './references.ts';
import { classSeenBy, isFunctionLike, NameKind, NameUse, type SymbolTable } from './symbol-tables.ts';

/**
 * Finds which names are free in scopes inside, from the innermost outwards, and makes comprehensions part of the scope
 * around them where the version does (`analyze_block` of Python/symtable.c).
 */
export function analyseSymbols(module: SymbolTable, version: PythonVersion): void {
  analyse(module, version[0] > 3 || version[1] >= 12);
}

/** Returns the names that are free in a table. */
function analyse(table: SymbolTable, inlines: boolean): Set<string> {
  const free = new Set<string>();
  const inlinedCells = new Set<string>();
  const isClassVisible = classSeenBy(table) !== undefined;
  const children: SymbolTable[] = [];
  for (const child of table.children) {
    const freeInChild = analyse(child, inlines);
    if (inlines && child.kind === ScopeKind.Comprehension && !isClassVisible) {
      inline(table, child, freeInChild, inlinedCells);
      children.push(...child.children);
    } else children.push(child);
    for (const name of freeInChild) free.add(name);
  }
  table.children = children;
  if (isFunctionLike(table.kind)) makeCells(table, free, inlinedCells);
  else if (table.kind === ScopeKind.Class) free.delete('__class__');
  for (const name of inlinedCells) {
    const symbol = table.symbols.get(name);
    if (symbol !== undefined) symbol.uses |= NameUse.ComprehensionCell;
  }
  passThrough(table, free, table.kind === ScopeKind.Class || isClassVisible);
  for (const [name, { kind }] of table.symbols) if (kind === NameKind.Free) free.add(name);
  return free;
}

/** The names of a comprehension go into the table around it, unless that has names of its own that are spelled so. */
function inline(table: SymbolTable, child: SymbolTable, freeInChild: Set<string>, inlinedCells: Set<string>): void {
  for (const [name, symbol] of child.symbols) {
    let { kind } = symbol;
    if (kind === NameKind.Cell || (symbol.uses & NameUse.ComprehensionCell) !== 0) inlinedCells.add(name);
    if (kind === NameKind.Free && table.kind === ScopeKind.Class && name === '__class__') {
      kind = NameKind.GlobalImplicit;
      freeInChild.delete(name);
    }
    const existing = table.symbols.get(name);
    if (existing === undefined) table.symbols.set(name, { kind, uses: symbol.uses });
    else if ((existing.uses & NameUse.Bound) !== 0 && table.kind !== ScopeKind.Class) {
      const isFreeInside = child.children.some((inner) => inner.symbols.get(name)?.kind === NameKind.Free);
      // What was free in the comprehension is simply a local now.
      if (!isFreeInside) freeInChild.delete(name);
    }
  }
}

function makeCells(table: SymbolTable, free: Set<string>, inlinedCells: Set<string>): void {
  for (const [name, symbol] of table.symbols) {
    if (symbol.kind !== NameKind.Local || !(free.has(name) || inlinedCells.has(name))) continue;
    symbol.kind = NameKind.Cell;
    free.delete(name);
  }
}

/** Names that are free in scopes inside and not bound here are free here as well. */
function passThrough(table: SymbolTable, free: Set<string>, isClass: boolean): void {
  for (const name of free) {
    const symbol = table.symbols.get(name);
    if (symbol === undefined) table.symbols.set(name, { kind: NameKind.Free, uses: 0 });
    else if (isClass && (symbol.uses & (NameUse.Bound | NameUse.Global)) !== 0) symbol.uses |= NameUse.FreeInClass;
  }
}
