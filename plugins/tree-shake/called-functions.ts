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

/** The functions that a statement may call as it runs, with those that they call, and classes that it may call itself. */
export function calledFunctions(linked: LinkedModule, index: number, modules: Modules): CalledStatement[] {
  const found = new Map<unknown, CalledStatement>();
  const add = (from: LinkedModule, names: readonly string[], isFirst: boolean): void => {
    for (const name of names) {
      const meaning = meaningOf(from, name.split('.'), modules);
      if (meaning?.kind !== 'statement') continue;
      const statement = meaning.linked.statements[meaning.index]!;
      if (statement.kind === 'function' || (isFirst && statement.kind === 'class')) found.set(statement, meaning);
    }
  };
  const { reads, later } = linked.statements[index]!;
  // What is decorated may be called by its decorator.
  add(linked, [...reads, ...later], true);
  // The map grows while it is walked.
  for (const called of found.values()) {
    if (found.size > MOST_FUNCTIONS) break;
    add(called.linked, called.linked.statements[called.index]!.later, false);
  }
  return [...found.values()];
}
