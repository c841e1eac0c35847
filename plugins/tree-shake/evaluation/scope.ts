import type { Place } from './judgement.ts';
import { either, type Value } from './value.ts';

/** What names mean where code stands. */
export interface Scope {
  /** Whether annotations are not evaluated (PEP 563). */
  readonly hasFutureAnnotations: boolean;
  /** What a name, with attributes of modules behind it, stands for at a place; nothing where it may not be there. */
  lookUp(path: readonly string[], place: Place): Value | undefined;
  /** Whether a name is bound in a function or class around the code. */
  isLocal(name: string): boolean;
}

/** The names of the body of a function or class. */
export class LocalScope implements Scope {
  /** The scope around it, for functions in it too, where it is that of a class. */
  readonly outer: Scope;
  readonly isClass: boolean;
  readonly hasFutureAnnotations: boolean;
  /** Names that are bound, `undefined` for those that may be. */
  readonly names: Map<string, Value | undefined>;
  /** Names that something in the body binds. */
  readonly #own: ReadonlySet<string>;

  constructor(outer: Scope, isClass: boolean, own: Iterable<string>, names: Iterable<readonly [string, Value]> = []) {
    this.outer = outer;
    this.isClass = isClass;
    this.hasFutureAnnotations = outer.hasFutureAnnotations;
    this.names = new Map(names);
    this.#own = new Set(own);
  }

  lookUp(path: readonly string[], place: Place): Value | undefined {
    const [name, ...rest] = path;
    if (this.#isOwn(name!)) return rest.length > 0 ? undefined : this.names.get(name!);
    return this.outer.lookUp(path, place);
  }

  isLocal(name: string): boolean {
    return this.#isOwn(name) || this.outer.isLocal(name);
  }

  /** A class body reads names of the scope around it until it binds its own. */
  #isOwn(name: string): boolean {
    return this.names.has(name) || (!this.isClass && this.#own.has(name));
  }

  /** Goes one of several ways, each of which says whether it comes to its end; gives whether any does. */
  fork(ways: readonly (() => boolean)[]): boolean {
    const before = [...this.names];
    const after: Map<string, Value | undefined>[] = [];
    for (const way of ways) {
      this.#replace(before);
      if (way()) after.push(new Map(this.names));
    }
    const [first, ...others] = after;
    if (first === undefined) return false;
    this.#replace([...first]);
    for (const other of others) {
      for (const name of new Set([...this.names.keys(), ...other.keys()])) {
        const [one, two] = [this.names.get(name), other.get(name)];
        this.names.set(name, one === undefined || two === undefined ? undefined : either(one, two));
      }
    }
    return true;
  }

  /** Functions that were made in it see the same map. */
  #replace(names: readonly (readonly [string, Value | undefined])[]): void {
    this.names.clear();
    for (const [name, value] of names) this.names.set(name, value);
  }
}
