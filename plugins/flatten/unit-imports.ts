import type { Graph } from '../../core/graph.ts';
import type { Module } from '../../core/module.ts';
import { type Facts, ImportGuard, type ImportFact, type ImportedName } from '../../core/python/facts.ts';
import type { FlatteningFacts } from '../../core/python/flattening/flattening-facts.ts';
import type { SymbolUse } from '../../core/python/flattening/symbol-uses.ts';
import { absoluteName, withParents } from '../../core/python/import-requests.ts';
import { isBinding, Role } from '../../core/python/references.ts';
import { lowerBound } from '../../core/lower-bound.ts';

/** An import statement of a unit. */
export interface UnitImport {
  readonly fact: ImportFact;
  /** Absolute name of what stands after `from`; nothing in an `import` statement. */
  readonly base: string | undefined;
  /** Whether it is a statement at the top of its module, which runs whenever the module does. */
  readonly isTop: boolean;
  /** Whether it is `from m import *`; its fact then has the names that this binds, where these are known. */
  readonly isStar: boolean;
  /** Those names of a star import that it may not bind. */
  readonly perhaps: ReadonlySet<string>;
  /** Whether it stands under `if TYPE_CHECKING`. */
  readonly neverRuns: boolean;
  /** Whether it is a call of `__import__`, which binds no name. */
  readonly isCall: boolean;
  /** The modules of the bundle that it imports, in that order. */
  readonly modules: readonly ImportedModule[];
}

/** A module that an import statement imports, and the place in the statement that says so. */
interface ImportedModule {
  readonly module: Module;
  /** That of one of the statement's names, or of the statement. */
  readonly offset: number;
}

/** The names that `from m import *` binds, each with whether it does so in any case; nothing where they are not known. */
export type StarNames = (module: string) => ReadonlyMap<string, boolean> | undefined;

/** What flattening asks of an import statement. */
export function unitImport(
  written: ImportFact,
  module: Module,
  { facts }: FlatteningFacts,
  graph: Graph,
  starNames: StarNames,
): UnitImport {
  const isStar = written.names[0]?.name === '*';
  const neverRuns = (written.guard & ImportGuard.TypeChecking) !== 0;
  const found =
    isStar && !neverRuns ? starNames(absoluteName(written.from!, written.level, module.package)) : undefined;
  const [star] = written.names;
  const names =
    found && Array.from(found.keys(), (name) => ({ name, alias: undefined, start: star!.start, end: star!.end }));
  const fact = names === undefined ? written : { ...written, names };
  const perhaps = new Set([...(found ?? [])].filter(([, isCertain]) => !isCertain).map(([name]) => name));
  return { ...importFacts(written, module, facts, graph), fact, isStar, neverRuns, isCall: false, perhaps };
}

/** A statement that runs a module and binds no name: tree shaking writes them where no name of an import is needed. */
const importCall = /^__import__\('([^'\\]+)'\)$/;

/** The statements at the top of a module that are such calls, and run a module of the bundle. */
export function importCalls(module: Module, { facts, identifiers, uses }: FlatteningFacts, graph: Graph): UnitImport[] {
  const isOther = uses.some(({ name, role }) => name === '__import__' && isBinding(role));
  if (!identifiers.has('__import__') || isOther) return [];
  return facts.statements.flatMap(({ start, end }): UnitImport[] => {
    const name = importCall.exec(module.text.slice(start, end))?.[1];
    if (name === undefined || graph.get(name) === undefined) return [];
    const imported = { name, alias: undefined, start, end };
    const fact = { level: 0, from: undefined, names: [imported], scope: 0, guard: 0, start, end };
    const modules = importedModules(fact, '', graph);
    return [
      {
        fact,
        base: undefined,
        isTop: true,
        isStar: false,
        perhaps: new Set(),
        neverRuns: false,
        isCall: true,
        modules,
      },
    ];
  });
}

/** The uses of a module's names where star imports bind some of them. */
export function withStarNames(uses: readonly SymbolUse[], stars: readonly UnitImport[]): SymbolUse[] {
  const names = new Set(stars.flatMap(({ fact }) => fact.names.map(({ name }) => name)));
  const binders = stars.flatMap(({ fact }) => fact.names.map((imported) => starBinder(imported, fact)));
  const others = uses.map((use) => (use.definition === -1 && names.has(use.name) ? { ...use, definition: 0 } : use));
  return [...others, ...binders].toSorted((a, b) => a.start - b.start);
}

const starBinder = ({ name, start, end }: ImportedName, { scope }: ImportFact): SymbolUse => ({
  name,
  start,
  end,
  role: Role.Import,
  scope,
  definition: 0,
  attributes: [],
  setsAttribute: false,
  isValuePattern: false,
  isShown: false,
});

/** What of an import statement does not depend on the names that a star stands for. */
function importFacts(fact: ImportFact, module: Module, facts: Facts, graph: Graph) {
  const base = absoluteName(fact.from ?? '', fact.level, module.package);
  const { statements } = facts;
  const statement = statements[lowerBound(statements.length, (index) => statements[index]!.start <= fact.start) - 1];
  return {
    base: fact.from === undefined ? undefined : base,
    isTop: statement?.kind === 'import',
    modules: importedModules(fact, base, graph),
  };
}

function importedModules({ from, start, names }: ImportFact, base: string, graph: Graph): ImportedModule[] {
  const requests = names.flatMap((each) => {
    const asked = from === undefined ? withParents(each.name) : each.name === '*' ? [] : [`${base}.${each.name}`];
    return asked.map((name) => ({ name, offset: each.start }));
  });
  if (from !== undefined) requests.unshift(...withParents(base).map((name) => ({ name, offset: start })));
  return requests.flatMap(({ name, offset }) => {
    const module = graph.get(name);
    return module === undefined || module.isLeftOut ? [] : [{ module, offset }];
  });
}
