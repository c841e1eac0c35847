import { referenceCount } from './references-recorder.ts';
import { copyInto } from './tokens.ts';

/*
 * CPython's symbol table (Python/symtable.c): every name of every scope is an entry with flags of what the scope does
 * with it; from these follows which scope holds the binding that a reference means.
 */

/** What a scope does with a name: bits. */
export const enum Use {
  Load = 1,
  Local = 2,
  Parameter = 4,
  Import = 8,
  Annotated = 16,
  TypeParameter = 32,
  Global = 64,
  Nonlocal = 128,
  /** The target of a comprehension's `for`. */
  Iteration = 256,
  /** In the module: a scope inside declares the name global and binds it, or binds it by `:=`. */
  BoundBelow = 512,

  Bound = 2 | 4 | 8 | 32,
}

/** Entries: one for each name in each scope. */
let entryCapacity = 1 << 13;
export let entryNames = new Int32Array(entryCapacity);
export let entryScopes = new Int32Array(entryCapacity);
export let entryUses = new Int32Array(entryCapacity);
/** The scope that holds the binding: `BUILTIN`, 0 for the module, or a function, class, ... */
export let entryDefinitions = new Int32Array(entryCapacity);
export let entryCount = 0;

/** A hash table from scope and name to entry + 1. */
let table = new Int32Array(1 << 14);
let mask = table.length - 1;

export function clearEntries(): void {
  entryCount = 0;
  let size = table.length;
  while (size < referenceCount) size *= 2;
  if (size !== table.length) table = new Int32Array(size);
  // A table that a long text has left behind is only used in part.
  size = 1 << 10;
  while (size < referenceCount * 2 && size < table.length) size *= 2;
  mask = size - 1;
  table.fill(0, 0, size);
}

function slotOf(scope: number, name: number): number {
  let slot = (Math.imul(scope, 0x9e3779b1) ^ Math.imul(name, 0x85ebca6b)) >>> 7;
  slot &= mask;
  for (;;) {
    const entry = table[slot] - 1;
    if (entry < 0 || (entryNames[entry] === name && entryScopes[entry] === scope)) return slot;
    slot = (slot + 1) & mask;
  }
}

/** The entry of a name in a scope, or -1. */
export function findEntry(scope: number, name: number): number {
  return table[slotOf(scope, name)] - 1;
}

export function addUse(scope: number, name: number, use: number): number {
  const slot = slotOf(scope, name);
  let entry = table[slot] - 1;
  if (entry < 0) {
    entry = entryCount++;
    if (entry === entryCapacity) growEntries();
    table[slot] = entryCount;
    entryNames[entry] = name;
    entryScopes[entry] = scope;
    entryUses[entry] = use;
    if (entryCount * 2 > mask) growTable();
  } else entryUses[entry] |= use;
  return entry;
}

function growEntries(): void {
  entryCapacity *= 2;
  entryNames = copyInto(new Int32Array(entryCapacity), entryNames);
  entryScopes = copyInto(new Int32Array(entryCapacity), entryScopes);
  entryUses = copyInto(new Int32Array(entryCapacity), entryUses);
  entryDefinitions = copyInto(new Int32Array(entryCapacity), entryDefinitions);
}

/** Only assignment expressions make more entries than there are references. */
function growTable(): void {
  table = new Int32Array((mask + 1) * 2);
  mask = table.length - 1;
  for (let entry = 0; entry < entryCount; entry++) table[slotOf(entryScopes[entry], entryNames[entry])] = entry + 1;
}
