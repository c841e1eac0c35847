import type { LinkedModule } from './linked-module.ts';
import { meaningOf } from './meanings.ts';
import type { Modules } from './modules.ts';

/** Calls of calls of calls: further ones are not looked at. */
const MOST_FUNCTIONS = 100;

/** A statement that may run now: the function or class that it makes is called. */
export interface CalledStatement {
  readonly linked: LinkedModule;
  readonly index: number;
}

/** Finds what statements may call as they run. */
export class CalledFunctions {
  readonly #modules: Modules;
  /** By statement what it names: functions may be called by many. */
  readonly #named = new Map<unknown, ReadonlyMap<unknown, CalledStatement>>();

  constructor(modules: Modules) {
    this.#modules = modules;
  }

  /** The functions that a statement may call, with those that they call, and classes that it may call itself. */
  of(linked: LinkedModule, index: number): CalledStatement[] {
    const { reads, later } = linked.statements[index]!;
    // What is decorated may be called by its decorator.
    const found = this.#statements(linked, [...reads, ...later]);
    // The map grows while it is walked.
    for (const called of found.values()) {
      if (found.size > MOST_FUNCTIONS) break;
      for (const [statement, each] of this.#calledIn(called)) found.set(statement, each);
    }
    return [...found.values()];
  }

  #calledIn({ linked, index }: CalledStatement): ReadonlyMap<unknown, CalledStatement> {
    const statement = linked.statements[index]!;
    const known = this.#named.get(statement);
    if (known !== undefined) return known;
    const found = this.#statements(linked, statement.later);
    for (const [key, called] of found) if (called.linked.statements[called.index]!.kind === 'class') found.delete(key);
    this.#named.set(statement, found);
    return found;
  }

  /** The functions and classes among names of a module. */
  #statements(linked: LinkedModule, names: readonly string[]): Map<unknown, CalledStatement> {
    const found = new Map<unknown, CalledStatement>();
    for (const name of names) {
      const meaning = meaningOf(linked, name.split('.'), this.#modules);
      if (meaning?.kind !== 'statement') continue;
      const statement = meaning.linked.statements[meaning.index]!;
      if (statement.kind === 'function' || statement.kind === 'class') found.set(statement, meaning);
    }
    return found;
  }
}
