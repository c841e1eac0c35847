import type { Graph } from '../../core/graph.ts';
import type { Module } from '../../core/module.ts';
import { ImportGuard, type ImportFact, type ImportedName, type Range } from '../../core/python/facts.ts';
import { type FlatteningFacts, flatteningFacts } from '../../core/python/flattening/flattening-facts.ts';
import type { SymbolUse } from '../../core/python/flattening/symbol-uses.ts';
import { absoluteName, importRequests } from '../../core/python/import-requests.ts';
import { isBinding, Role, ScopeKind } from '../../core/python/references.ts';

/** An import statement of a unit. */
export interface UnitImport {
  readonly fact: ImportFact;
  /** Absolute name of what stands after `from`; nothing in an `import` statement. */
  readonly base: string | undefined;
  /** Whether it is a statement at the top of its module, which runs whenever the module does. */
  readonly isTop: boolean;
  /** Whether it stands under `if TYPE_CHECKING`. */
  readonly neverRuns: boolean;
  /** The modules of the bundle that it imports, in that order. */
  readonly modules: readonly Module[];
}

/** A module whose text may stand at the top level of the bundle, or the entry, whose text does. */
export class Unit {
  readonly module: Module;
  readonly found: FlatteningFacts;
  /** The places of names that count when the program runs. */
  readonly uses: readonly SymbolUse[];
  readonly imports: readonly UnitImport[];
  /** Of each name of the module the places that bind or delete it. */
  readonly bindings: ReadonlyMap<string, readonly SymbolUse[]>;
  /** The names that each scope binds. */
  readonly scopeNames: readonly ReadonlySet<string>[];
  /** Names that it looks for among the builtins. */
  readonly builtinReads: ReadonlySet<string>;
  /** Names of its own that a class body reads unless it has bound them itself. */
  readonly classReads: ReadonlySet<string>;
  readonly #byName = new Map<string, SymbolUse[]>();

  constructor(module: Module, graph: Graph) {
    this.module = module;
    this.found = flatteningFacts(module.text);
    const { facts } = this.found;
    const isUnread = rangeUnion(this.isEntry ? [] : this.found.mainGuards, this.#unevaluatedAnnotations());
    this.imports = facts.imports
      .filter(({ start }) => !isUnread(start))
      .map((fact) => unitImport(fact, module, this.found, graph));
    const dead = this.imports.filter(({ neverRuns }) => neverRuns).map(({ fact }) => fact);
    const isDead = rangeUnion(dead, []);
    this.uses = this.found.uses.filter(({ start }) => !isUnread(start) && !isDead(start));
    const bindings = new Map<string, SymbolUse[]>();
    const scopeNames = Array.from({ length: this.found.scopeParents.length }, () => new Set<string>());
    for (const use of this.uses) {
      if (use.definition === 0) {
        const places = this.#byName.get(use.name);
        if (places === undefined) this.#byName.set(use.name, [use]);
        else places.push(use);
      }
      if (!isBinding(use.role)) continue;
      if (use.definition >= 0) scopeNames[use.definition]!.add(use.name);
      if (use.definition !== 0) continue;
      const places = bindings.get(use.name);
      if (places === undefined) bindings.set(use.name, [use]);
      else places.push(use);
    }
    this.bindings = bindings;
    this.scopeNames = scopeNames;
    const [builtinReads, classReads] = [new Set<string>(), new Set<string>()];
    for (const use of this.uses) {
      const isInClass = use.definition > 0 && this.#isClass(use.definition) && use.role === Role.Load;
      if (!isInClass && use.definition > 0) continue;
      if (!bindings.has(use.name)) builtinReads.add(use.name);
      else if (isInClass) classReads.add(use.name);
    }
    this.builtinReads = builtinReads;
    this.classReads = classReads;
  }

  get name(): string {
    return this.module.name;
  }

  get isEntry(): boolean {
    return this.module.isEntry;
  }

  /** Whether nothing happens when it runs, as in most packages' `__init__.py`. */
  get isHollow(): boolean {
    return !this.isEntry && this.found.facts.statements.every(({ kind }) => kind === 'inert');
  }

  /** The places of a name of the module. */
  usesOf(name: string): readonly SymbolUse[] {
    return this.#byName.get(name) ?? [];
  }

  /** Whether a name of a scope would hide a global one where that scope reads it. */
  isHidden(name: string, scope: number): boolean {
    for (let around = scope; around > 0; around = this.found.scopeParents[around]!) {
      // The functions in a class do not see its names.
      if (this.#isClass(around) && around !== scope) continue;
      if (this.scopeNames[around]!.has(name)) return true;
    }
    return false;
  }

  /** Whether a scope's code runs when something calls it, not with the text that it stands in. */
  isLate(scope: number): boolean {
    const { scopeKinds, scopeParents } = this.found;
    for (let around = scope; around > 0; around = scopeParents[around]!) {
      const kind = scopeKinds[around];
      if (kind === ScopeKind.Function || kind === ScopeKind.AsyncFunction || kind === ScopeKind.Lambda) return true;
    }
    return false;
  }

  /** The statement at the top of the module that an offset is in. */
  statementAt(offset: number) {
    const { statements } = this.found.facts;
    let [low, high] = [0, statements.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (statements[middle]!.start <= offset) low = middle + 1;
      else high = middle;
    }
    return statements[low - 1];
  }

  #isClass(scope: number): boolean {
    return this.found.scopeKinds[scope] === ScopeKind.Class;
  }

  #unevaluatedAnnotations(): readonly Range[] {
    const { futureFeatures, annotations } = this.found.facts;
    return futureFeatures.includes('annotations') ? annotations : [];
  }
}

function unitImport(fact: ImportFact, module: Module, { facts }: FlatteningFacts, graph: Graph): UnitImport {
  const base = absoluteName(fact.from ?? '', fact.level, module.package);
  const requests = importRequests(fact, module.package);
  const names = typeof requests === 'string' ? [] : requests.map(({ name }) => name);
  const statement = facts.statements.find(({ start, end }) => start <= fact.start && fact.end <= end);
  return {
    fact,
    base: fact.from === undefined ? undefined : base,
    isTop: statement?.kind === 'import',
    neverRuns: (fact.guard & ImportGuard.TypeChecking) !== 0,
    modules: names.flatMap((name) => graph.get(name) ?? []).filter(({ isLeftOut }) => !isLeftOut),
  };
}

/** The name that an import statement binds for one of its names. */
export function boundName({ from }: ImportFact, { name, alias }: ImportedName): string {
  return alias ?? (from === undefined ? name.split('.', 1)[0]! : name);
}

function rangeUnion(one: readonly Range[], other: readonly Range[]): (offset: number) => boolean {
  const ranges = [...one, ...other];
  return (offset) => ranges.some(({ start, end }) => start <= offset && offset < end);
}
