import type { Module } from './module.ts';

/** A statement that stays, by its place in the file. */
export interface KeptStatement {
  readonly module: Module;
  /** 1-based line of the text that was shaken. */
  readonly line: number;
  /** Its first line. */
  readonly text: string;
}

/** A step of the way from a statement that stays to what makes it: the last one has a reason. */
export interface KeptStep extends KeptStatement {
  /** Why it stays by itself, as a sentence without a full stop; nothing where the next step needs it. */
  readonly reason: string | undefined;
}

/** Something that stays by itself, and what stays for its sake alone or first. */
export interface KeptReason {
  readonly reason: string;
  /** Where it is; nothing where it is about a whole module. */
  readonly statement: KeptStatement | undefined;
  /** Characters of the statements that stay. */
  readonly size: number;
}

/** What tree shaking did to a graph. */
export interface Shaking {
  /** Characters of all modules but the entry, before and after. */
  readonly before: number;
  readonly after: number;
  /** Statements that are gone from modules that are still there. */
  readonly statements: number;
  /** Modules that are gone as a whole. */
  readonly modules: number;
  /**
   * Why the first statement that stays and binds a name of a module does.
   * @returns nothing where none does; an empty list where something else binds the name, or nothing
   */
  why(module: string, name: string): readonly KeptStep[] | undefined;
  /** What keeps most of what the entry does not need, the largest first. */
  reasons(): readonly KeptReason[];
}
