import type { PythonVersion } from '../core/python/facts.ts';
import type { RunForm } from '../test/case.ts';
import type { Choices } from './choices.ts';
import type { Statement } from './model.ts';

/** What a name is bound to. */
export type NameKind = 'value' | 'function' | 'class';

/** A name that a module defines. */
export interface Definition {
  readonly name: string;
  readonly kind: NameKind;
}

/** A module as others see it before its statements are written. */
export interface PlannedModule {
  readonly name: string;
  readonly kind: 'entry' | 'module' | 'package' | 'namespace';
  readonly definitions: readonly Definition[];
  /** Whether it is another name of a file, or of a folder, of the program. */
  readonly isOtherName: boolean;
}

/** A name that can be used at some place of a module. */
export interface KnownName {
  readonly expression: string;
  readonly kind: NameKind;
}

/** An expression that gives a module at some place. */
export interface KnownModule {
  readonly expression: string;
  readonly kind: 'module';
  readonly target: PlannedModule;
}

export type Known = KnownName | KnownModule;

/** What a construct knows about the place it is written for. */
export interface Scope {
  readonly module: PlannedModule;
  /** All modules of the program; those after `module` seldom import it. */
  readonly modules: readonly PlannedModule[];
  /** Whether every module is in the bundle, even if no statement that runs imports it. */
  readonly includesAll: boolean;
  /** The innermost block that is a scope to Python. */
  readonly level: 'module' | 'function' | 'class';
  /** Blocks around the place. */
  readonly depth: number;
  /** Names of modules that no import statement can spell. */
  readonly oddNames: readonly string[];
  /** Whether all names of a file are to be one module. */
  readonly isOneModule: boolean;
  readonly version: PythonVersion;
  readonly form: RunForm;
  /** Whether the program prints all that it can see of itself, and patches modules from outside. */
  readonly strict: boolean;
  /** What statements before this place have bound; constructs add what they bind. */
  readonly known: Known[];
  /** A name that nothing else in the program has. */
  fresh(prefix: string): string;
}

/** A statement, and whether it is likely enough to raise that it should stand in a `try`. */
export type Written = Omit<Statement, 'construct'> & {
  /** What it is counted as, where that says more than the construct's name. */
  readonly construct?: string;
  readonly risky?: boolean;
};

/** A kind of statement that the fuzzer can write. */
export interface Construct {
  readonly name: string;
  /** How often it is chosen, relative to others. */
  readonly weight: number;
  /** Oldest minor version of Python 3 that has the syntax. @default 8 */
  readonly since?: number | undefined;
  /** Where it may stand. @default everywhere */
  readonly levels?: readonly Scope['level'][];
  /** Gives nothing when the place lacks what it needs. */
  write(scope: Scope, choices: Choices): Written | undefined;
}

/** Names known to be bound to something of these kinds. */
export function knownNames(scope: Scope, ...kinds: NameKind[]): KnownName[] {
  return scope.known.filter((known): known is KnownName => known.kind !== 'module' && kinds.includes(known.kind));
}

/** Modules that can be named. */
export function knownModules(scope: Scope): KnownModule[] {
  return scope.known.filter((known): known is KnownModule => known.kind === 'module');
}

/** A statement that prints where it is, a label, and the values of expressions. */
export function show(label: string, ...expressions: string[]): string {
  return `print(${['__name__', `'${label.replaceAll(/['\\]/g, '.')}'`, ...expressions].join(', ')})`;
}

/**
 * The flags of a function's code. Of the entry's functions without those of `__future__` imports: its code runs before
 * anything can give it flags that not every module asked for.
 */
export function flagsOf(expression: string): string {
  return `${expression}.__code__.co_flags % (0x20000 if ${expression}.__module__ in ('main', '__main__') else 1 << 32)`;
}
