import { withParents } from '../../core/python/import-requests.ts';
import { type CalledStatement, CalledFunctions } from './called-functions.ts';
import { CertainNames } from './certain-names.ts';
import type { LinkedImport, LinkedModule } from './linked-module.ts';
import type { Modules } from './modules.ts';

/** What is known of the order in which modules run. */
export interface ImportOrder {
  /** Whether one module may run, or go on, while another one has run in part only. */
  isHalfMadeFor(one: LinkedModule, other: LinkedModule): boolean;
  /** Whether an import of names in a statement may find that they are not there yet. */
  mayMiss(linked: LinkedModule, index: number): boolean;
}

/** How often a module may be looked at again, as imports under conditions may run or not. */
const MOST_VISITS_EACH = 20;

/** From when to when a module ran, in visits of modules. */
interface Run {
  readonly begin: number;
  end: number;
}

/**
 * Goes through the import statements as they run from the entry on. What runs under a condition, or in a function that
 * is called, is gone through as well, and taken as not done by what comes after it: the less is done, the more is half
 * made. Nothing is known, so that everything may be half made, where that takes too long.
 */
export function findImportOrder(entry: LinkedModule, modules: Modules): ImportOrder {
  /** The statement that a module is at; infinity for one that has run. */
  const progress = new Map<LinkedModule, number>();
  const begun: LinkedModule[] = [];
  const runs = new Map<LinkedModule, Run[]>();
  const missing = new Map<LinkedModule, Set<number>>();
  /** What statements call that imports something, as a module may be gone through several times. */
  const called = new Map<unknown, CalledStatement[]>();
  const mostVisits = MOST_VISITS_EACH * (modules.size + 50);
  const certain = new CertainNames(modules);
  const calledFunctions = new CalledFunctions(modules);
  let visits = 0;

  const moduleNamed = (name: string): LinkedModule | undefined => {
    const linked = modules.get(name);
    return linked?.module.aliasOf === undefined ? linked : modules.get(linked.module.aliasOf.name);
  };

  const calledBy = (linked: LinkedModule, index: number): CalledStatement[] => {
    const statement = linked.statements[index]!;
    const known = called.get(statement);
    if (known !== undefined) return known;
    // Only their imports count.
    const found = calledFunctions.of(linked, index).filter((each) => each.linked.imports[each.index]!.length > 0);
    called.set(statement, found);
    return found;
  };

  /** A module's statements, one after the other; a generator, as a chain of imports may be longer than the stack of calls. */
  function* visit(name: string): Generator<string> {
    const linked = moduleNamed(name);
    if (linked === undefined || progress.has(linked)) return;
    if (visits++ > mostVisits) return;
    const run: Run = { begin: visits, end: Infinity };
    runs.set(linked, [...(runs.get(linked) ?? []), run]);
    begun.push(linked);
    for (const [index, statement] of linked.statements.entries()) {
      progress.set(linked, index);
      const imports = linked.imports[index]!.filter(({ fact }) => fact.scope === 0);
      if (statement.kind === 'import') {
        for (const each of imports) yield* follow(linked, index, each);
      } else if (statement.effects.length > 0) {
        for (const each of imports) yield* attempt(follow(linked, index, each));
        for (const by of calledBy(linked, index)) {
          for (const each of by.linked.imports[by.index]!) {
            yield* attempt(follow(by.linked, by.index, each));
          }
        }
      }
    }
    progress.set(linked, Infinity);
    run.end = visits;
  }

  /** The names that an import statement asks for, in turn. */
  function* follow(linked: LinkedModule, index: number, { fact, base, neverRuns }: LinkedImport): Generator<string> {
    if (neverRuns) return;
    for (const name of fact.from === undefined ? fact.names.map((each) => each.name) : [base ?? '']) {
      yield* withParents(name);
    }
    const target = moduleNamed(base ?? '');
    if (target === undefined || fact.from === undefined) return;
    const at = progress.get(target) ?? Infinity;
    for (const { name } of fact.names) {
      const isThere =
        at < Infinity
          ? certain.isBoundAbove(target, name, at)
          : name === '*'
            ? certain.hasExports(target)
            : certain.has(target, name);
      if (isThere && target.binders.has(name)) continue;
      if (modules.has(`${base}.${name}`)) yield `${base}.${name}`;
      else if (!isThere) note(linked, index);
    }
  }

  /** Goes through imports that may run now, or not. */
  function* attempt(names: Iterable<string>): Generator<string> {
    const count = begun.length;
    yield* names;
    for (const each of begun.splice(count)) progress.delete(each);
  }

  function note(linked: LinkedModule, index: number): void {
    missing.set(linked, (missing.get(linked) ?? new Set()).add(index));
  }

  function walk(names: Generator<string>): void {
    const stack = [names];
    while (stack.length > 0) {
      const next = stack.at(-1)!.next();
      if (next.done === true) stack.pop();
      else stack.push(visit(next.value));
    }
  }

  walk(visit(entry.name));
  // What functions import, or plugins say that they do, runs whenever they are called.
  for (const linked of modules.values()) {
    for (const [index, imports] of linked.imports.entries()) {
      for (const each of imports) if (each.fact.scope !== 0) walk(attempt(follow(linked, index, each)));
    }
    for (const { name, fact } of linked.module.imports) {
      if (fact === undefined) walk(attempt(withParents(name).values()));
    }
  }
  const isUnknown = visits > mostVisits;
  return {
    isHalfMadeFor(one, other) {
      const own = runs.get(one);
      if (isUnknown || own === undefined) return true;
      const others = runs.get(other) ?? [];
      return own.some(({ begin }) => others.some((run) => run.begin < begin && begin <= run.end));
    },
    mayMiss: (linked, index) => isUnknown || missing.get(linked)?.has(index) === true,
  };
}
