import { facts } from '../../core/python/facts.ts';
import type { StatementFact } from '../../core/python/statements/statement-facts.ts';
import { exportsName } from './exports.ts';
import type { LinkedModule } from './linked-module.ts';
import type { Modules } from './modules.ts';

/** What every module has from the start. */
const given = new Set(['__doc__', '__file__', '__loader__', '__name__', '__package__', '__spec__']);

/** Finds what names modules have in any case: whatever way is taken through `if` and `try`, unless one raises. */
export class CertainNames {
  readonly #modules: Modules;
  readonly #names = new Map<StatementFact, ReadonlySet<string>>();

  constructor(modules: Modules) {
    this.#modules = modules;
  }

  /** Whether a module that has run has a name, its own or by a star import. */
  has(linked: LinkedModule, name: string, seen: Set<LinkedModule> = new Set()): boolean {
    if (seen.has(linked)) return false;
    seen.add(linked);
    if (given.has(name) || (name === '__path__' && linked.module.isPackage)) return true;
    if (linked.binders.has(name)) return this.isBoundAbove(linked, name, Infinity);
    return linked.imports.some((imports, index) =>
      imports.some(({ fact, base }) => {
        const target = this.#modules.get(base ?? '');
        if (fact.names[0]!.name !== '*' || target === undefined || linked.statements[index]!.kind !== 'import')
          return false;
        return exportsName(target, name) === true && this.has(target, name, seen);
      }),
    );
  }

  /** Whether a name is bound above a statement of its module. */
  isBoundAbove(linked: LinkedModule, name: string, at: number): boolean {
    if (linked.deletedNames.has(name)) return false;
    const isBinding = (index: number): boolean => index < at && this.#namesOf(linked, index).has(name);
    return linked.binders.get(name)?.some(isBinding) === true;
  }

  #namesOf(linked: LinkedModule, index: number): ReadonlySet<string> {
    const statement = linked.statements[index]!;
    let names = this.#names.get(statement);
    if (names === undefined) this.#names.set(statement, (names = statementNames(statement, linked.text)));
    return names;
  }
}

/** The names that a statement binds in any case. */
function statementNames({ kind, binds, start, end }: StatementFact, module: string): Set<string> {
  const text = module.slice(start, end);
  if (kind === 'other' && compound.test(text)) return compoundNames(text);
  // A walrus may be in a part of an expression that is not evaluated.
  return new Set(binds.filter((name) => !new RegExp(`(?<![\\w.])${name}\\s*:=`, 'u').test(text)));
}

const compound = /^(?:if|for|while|try|with|async|match)\b/;
/** The header of a clause, if there is nothing in it that has colons. */
const header = /^(if|elif|else|try|except|finally)\b(?:[^:'"[{#]|'[^'\n]*'|"[^"\n]*"|\[[^\]:]*\])*:/;

/** The names that all ways through an `if` or `try` statement bind. */
function compoundNames(text: string): Set<string> {
  const starts = [...text.matchAll(/^(?:if|elif|else|try|except|finally)\b/gm)].map(({ index }) => index);
  const clauses = starts.map((start, index) => {
    const code = text.slice(start, starts[index + 1]);
    const found = header.exec(code);
    return { keyword: found?.[1], names: found === null ? new Set<string>() : bodyNames(code.slice(found[0].length)) };
  });
  const named = (keyword: string): ReadonlySet<string>[] =>
    clauses.filter((clause) => clause.keyword === keyword).map(({ names }) => names);
  if (clauses[0]?.keyword === 'if' && clauses.at(-1)?.keyword === 'else')
    return common(clauses.map(({ names }) => names));
  if (clauses[0]?.keyword !== 'try' || clauses.some(({ keyword }) => keyword === undefined)) return new Set();
  const whole = new Set([...named('try'), ...named('else')].flatMap((names) => Array.from(names)));
  return new Set([...common([whole, ...named('except')]), ...named('finally').flatMap((names) => Array.from(names))]);
}

function common([first, ...others]: readonly ReadonlySet<string>[]): Set<string> {
  return new Set([...first!].filter((name) => others.every((names) => names.has(name))));
}

/** The names that the block of a clause binds, which begins behind the colon. */
function bodyNames(code: string): Set<string> {
  const isBlock = /^[ \t\f]*(?:#.*)?\n/.test(code);
  const indentation = /\n([ \t\f]*)[^\s#]/.exec(code)?.[1] ?? '';
  const body = isBlock ? code.replaceAll(`\n${indentation}`, '\n') : code.trim();
  try {
    return new Set(facts(body, true).statements.flatMap((statement) => Array.from(statementNames(statement, body))));
  } catch {
    // A line of a string looks like a clause.
    return new Set();
  }
}
