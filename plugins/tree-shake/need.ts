import type { ImportedName } from '../../core/python/facts.ts';
import type { LiteralExports } from './exports.ts';
import type { LinkedModule } from './linked-module.ts';

/** Why something is needed: for a statement that is, or for a reason of its own, as a part of a sentence. */
export type Cause = { readonly by: Need; readonly index: number } | { readonly reason: string };

export const IS_ENTRY = 'it is the entry';

/** What of a module the program needs. */
export class Need {
  readonly linked: LinkedModule;
  /** Why its statements run, where they do: something imports it that runs. */
  runsBecause: Cause | undefined;
  /** Why anything may look at any of its names, where it may. */
  keptBecause: string | undefined;
  /** The statements that stay, and why. */
  readonly statements = new Map<number, Cause>();
  /** Its `__all__`, and what of it the module provides, where only star imports read it. */
  exports: (LiteralExports & { readonly provided: ReadonlySet<string> }) | undefined;
  readonly names = new Set<string>();
  /** Dotted names that something reads in it. */
  readonly reads = new Set<string>();
  /** Names of its import statements. */
  readonly importedNames = new Set<ImportedName>();

  constructor(linked: LinkedModule) {
    this.linked = linked;
  }

  /** Whether a string names one of its names, which may be for binding it. */
  isNamedInString = false;

  /** Whether its names may be bound by what does not say so. */
  get isOpen(): boolean {
    return this.keptBecause !== undefined || this.isNamedInString;
  }

  get runs(): boolean {
    return this.runsBecause !== undefined;
  }
}
