import { copyInto, KEYWORDS } from './tokens.ts';

/** Names with a meaning to the parser; they follow the keywords, whose numbers are 0 to 34. */
export const enum WellKnown {
  Match = 35,
  Case,
  Type,
  Underscore,
  Print,
  Exec,
  Super,
  ClassCell,
  Debug,
  TypeChecking,
  Future,
}

const WELL_KNOWN = 'match case type _ print exec super __class__ __debug__ TYPE_CHECKING __future__'.split(' ');

/** Bits of `nameFlags`. */
export const enum NameFlag {
  /** `_`, `__`, ... */
  OnlyUnderscores = 1,
  /** Mangled inside a class: begins with two underscores and does not end with two. */
  Private = 2,
  /** A call of it compiles code or looks at a namespace. */
  Dynamic = 4,
  /** The wrap form's rewritten text uses it. */
  Rewriting = 8,
}

const DYNAMIC = new Set(['compile', 'dir', 'eval', 'exec', 'globals', 'locals', 'vars']);
const REWRITING = new Set(['globals', '__import__', '__loader__']);

/** Past so many names the table starts afresh with the next text; programs of thousands of modules stay below. */
const MOST_NAMES = 1 << 18;

/** The hash of a name is a polynomial of its character codes. */
export const NAME_HASH_FACTOR = 31;

let names: string[] = [];
let hashes = new Int32Array(1 << 15);
export let nameFlags = new Uint8Array(1 << 15);
let tableSize = 1 << 16;
let table = new Int32Array(tableSize);

function reset(): void {
  names = [];
  table.fill(-1);
  for (const name of [...KEYWORDS, ...WELL_KNOWN]) internString(name);
}

reset();

/** Called between texts only: numbers of names are good for one text. */
export function forgetNamesWhenMany(): void {
  if (names.length > MOST_NAMES) reset();
}

export function nameOf(id: number): string {
  return names[id]!;
}

export function internString(name: string): number {
  let hash = 0;
  for (let index = 0; index < name.length; index++) {
    hash = (Math.imul(hash, NAME_HASH_FACTOR) + name.charCodeAt(index)) | 0;
  }
  return intern(name, 0, name.length, hash);
}

/** The number of the name at `start` to `end`, whose hash the caller made while it looked for the end. */
export function intern(text: string, start: number, end: number, hash: number): number {
  const mask = tableSize - 1;
  const length = end - start;
  let slot = (hash ^ (hash >>> 15)) & mask;
  for (;;) {
    const id = table[slot];
    if (id < 0) return addName(text, start, end, hash, slot);
    if (hashes[id] === hash) {
      const name = names[id]!;
      if (name.length === length) {
        let index = 0;
        while (index < length && name.charCodeAt(index) === text.charCodeAt(start + index)) index++;
        if (index === length) return id;
      }
    }
    slot = (slot + 1) & mask;
  }
}

function addName(text: string, start: number, end: number, hash: number, slot: number): number {
  // A slice would keep the whole text alive, so the name is made anew from its character codes.
  const codes: number[] = [];
  for (let index = start; index < end; index++) codes.push(text.charCodeAt(index));
  const name = String.fromCharCode(...codes);
  const id = names.length;
  if (id === hashes.length) {
    hashes = copyInto(new Int32Array(id * 2), hashes);
    nameFlags = copyInto(new Uint8Array(id * 2), nameFlags);
  }
  names.push(name);
  hashes[id] = hash;
  nameFlags[id] = flagsOf(name);
  table[slot] = id;
  if (names.length * 2 > tableSize) growTable();
  return id;
}

function flagsOf(name: string): number {
  let flags = 0;
  if (/^_+$/.test(name)) flags |= NameFlag.OnlyUnderscores;
  if (name.startsWith('__') && !name.endsWith('__')) flags |= NameFlag.Private;
  if (DYNAMIC.has(name)) flags |= NameFlag.Dynamic;
  if (REWRITING.has(name)) flags |= NameFlag.Rewriting;
  return flags;
}

function growTable(): void {
  tableSize *= 2;
  table = new Int32Array(tableSize).fill(-1);
  for (let id = 0; id < names.length; id++) {
    let slot = (hashes[id] ^ (hashes[id] >>> 15)) & (tableSize - 1);
    while (table[slot] >= 0) slot = (slot + 1) & (tableSize - 1);
    table[slot] = id;
  }
}
