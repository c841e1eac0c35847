import type { Graph } from '../../core/graph.ts';
import type { Module } from '../../core/module.ts';
import type { ImportedName, Range } from '../../core/python/facts.ts';
import { type FlatteningFacts, flatteningFacts } from '../../core/python/flattening/flattening-facts.ts';
import type { SymbolUse } from '../../core/python/flattening/symbol-uses.ts';
import { isBinding, Role, ScopeKind } from '../../core/python/references.ts';
import { lowerBound } from '../../core/lower-bound.ts';
import { importCalls, type StarNames, unitImport, type UnitImport, withStarNames } from './unit-imports.ts';

/** A name that a scope other than the module binds. */
export interface LocalName {
  readonly scope: number;
  readonly name: string;
}

/** A module whose text may stand at the top level of the bundle, or the entry, whose text does. */
export class Unit {
  readonly module: Module;
  readonly found: FlatteningFacts;
  /** The places of names that count when the program runs. */
  readonly uses: readonly SymbolUse[];
  readonly imports: readonly UnitImport[];
  /** Whether something calls `__import__` beside those of its imports that are such calls. */
  readonly hasComputedImports: boolean;
  /** Of each name of the module the places that bind or delete it. */
  readonly bindings: ReadonlyMap<string, readonly SymbolUse[]>;
  /** The names that each scope binds. */
  readonly scopeNames: readonly ReadonlySet<string>[];
  /** Names that it looks for among the builtins. */
  readonly builtinReads: ReadonlySet<string>;
  /** Names of its own that a class body reads unless it has bound them itself. */
  readonly classReads: ReadonlySet<string>;
  readonly #byName = new Map<string, SymbolUse[]>();
  #byLocalName: Map<string, SymbolUse[]> | undefined;
  #importsByBinder: Map<SymbolUse, { readonly statement: UnitImport; readonly imported: ImportedName }> | undefined;
  /** The places where import statements bind names, in source order. */
  readonly #binders: readonly SymbolUse[];

  /** @param starNames the names that `from m import *` binds, as far as they are known, by the module's name */
  constructor(module: Module, graph: Graph, starNames: StarNames) {
    this.module = module;
    this.found = flatteningFacts(module.text);
    const { facts } = this.found;
    const isUnread = rangeUnion(this.scriptParts, this.#unevaluatedAnnotations());
    const calls = importCalls(module, this.found, graph);
    const statements = facts.imports
      .filter(({ start }) => !isUnread(start))
      .map((fact) => unitImport(fact, module, this.found, graph, starNames));
    this.imports = [...statements, ...calls].toSorted((one, other) => one.fact.start - other.fact.start);
    this.hasComputedImports = calls.length < (module.text.match(/\b__import__\b/g)?.length ?? 0);
    const stars = this.imports.filter(({ isStar, fact }) => isStar && fact.names[0]?.name !== '*');
    const dead = this.imports.filter(({ neverRuns }) => neverRuns).map(({ fact }) => fact);
    const isDead = rangeUnion(dead, []);
    const uses = this.found.uses.filter(({ start }) => !isUnread(start) && !isDead(start));
    this.uses = stars.length === 0 ? uses : withStarNames(uses, stars);
    this.#binders = this.uses.filter(({ role }) => role === Role.Import);
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

  /** What only runs as the program's own file, which is the entry. */
  get scriptParts(): readonly Range[] {
    return this.isEntry ? [] : this.found.facts.statements.filter(({ kind }) => kind === 'script');
  }

  /** The places of a name of the module. */
  usesOf(name: string): readonly SymbolUse[] {
    return this.#byName.get(name) ?? [];
  }

  /** The places of a name of one of its scopes. */
  usesOfLocal({ scope, name }: LocalName): readonly SymbolUse[] {
    if (this.#byLocalName === undefined) {
      this.#byLocalName = new Map();
      for (const use of this.uses) {
        const key = `${use.definition}:${use.name}`;
        const places = this.#byLocalName.get(key);
        if (places === undefined) this.#byLocalName.set(key, [use]);
        else places.push(use);
      }
    }
    return this.#byLocalName.get(`${scope}:${name}`) ?? [];
  }

  /** The place where it reads the name of a future feature that a star import may have brought. */
  get featureFromStar(): SymbolUse | undefined {
    if (!this.imports.some(({ isStar }) => isStar)) return undefined;
    return this.uses.find(({ name, definition }) => definition === -1 && featureNames.has(name));
  }

  /** The name of an import statement that binds a name in a place, and that statement. */
  importAt(use: SymbolUse): { readonly statement: UnitImport; readonly imported: ImportedName } | undefined {
    if (this.#importsByBinder === undefined) {
      this.#importsByBinder = new Map();
      for (const statement of this.imports) {
        for (const imported of statement.fact.names) {
          const binder = this.binderOf(imported);
          if (binder !== undefined) this.#importsByBinder.set(binder, { statement, imported });
        }
      }
    }
    return this.#importsByBinder.get(use);
  }

  /** The statement that lists what star imports take, if it is the only place with `__all__`, and the names are literals. */
  exportList(): { readonly statement: Range; readonly names: readonly string[] } | undefined {
    const uses = this.usesOf('__all__');
    if (uses.length !== 1 || uses[0]!.role === Role.Load) return undefined;
    const statement = this.statementAt(uses[0]!.start)!;
    const text = this.module.text.slice(statement.start, statement.end);
    const literal = /^__all__\s*=\s*[[(]((?:\s|#.*|["']\w+["']|,)*)[\])]$/.exec(text);
    if (statement.kind !== 'assignment' || literal === null) return undefined;
    const list = literal[1]!.replaceAll(/#.*/g, '');
    // Neighbours without a comma are one string, and a string in parentheses is no tuple.
    if (!/^\s*(?:["']\w+["']\s*,\s*)*(?:["']\w+["']\s*)?$/.test(list)) return undefined;
    if (text.endsWith(')') && list.trim() !== '' && !list.includes(',')) return undefined;
    return { statement, names: [...new Set(Array.from(list.matchAll(/\w+/g), ([name]) => name))] };
  }

  /** Whether something deletes a name of the module, as `except ... as` does at the end of its block. */
  isDeleted(name: string): boolean {
    return this.bindings.get(name)?.some((use) => use.role === Role.Delete || this.#isOfExcept(use)) ?? false;
  }

  #isOfExcept({ start }: SymbolUse): boolean {
    return /\bexcept\b[^:]*\bas\s+$/.test(this.module.text.slice(Math.max(0, start - 400), start));
  }

  /** Whether the last thing that happens to a name is that a statement at the top deletes it. */
  deletesAtEnd(name: string): boolean {
    const bindings = this.bindings.get(name)!;
    const last = bindings.at(-1)!;
    if (bindings.every((use) => this.#isOfExcept(use))) return true;
    if (last.role !== Role.Delete || bindings.some(({ scope }) => scope !== 0)) return false;
    return this.module.text.startsWith('del', this.statementAt(last.start)!.start);
  }

  /** The reference by which an import statement binds one of its names. */
  binderOf({ name, start, end }: ImportedName): SymbolUse | undefined {
    const first = lowerBound(this.#binders.length, (index) => this.#binders[index]!.start < start);
    for (let index = first; index < this.#binders.length && this.#binders[index]!.end <= end; index++) {
      const binder = this.#binders[index]!;
      if (binder.name === name || !this.module.text.startsWith('*', start)) return binder;
    }
    return undefined;
  }

  /**
   * Whether a name of a scope would hide a global one where that scope reads it.
   * @param gone a name of a scope that is not there any more
   */
  isHidden(name: string, scope: number, gone?: LocalName): boolean {
    for (let around = scope; around > 0; around = this.found.scopeParents[around]!) {
      // The functions in a class do not see its names.
      if (this.#isClass(around) && around !== scope) continue;
      const isGone = gone?.scope === around && gone.name === name;
      if (!isGone && this.scopeNames[around]!.has(name)) return true;
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
    return statements[lowerBound(statements.length, (index) => statements[index]!.start <= offset) - 1];
  }

  #isClass(scope: number): boolean {
    return this.found.scopeKinds[scope] === ScopeKind.Class;
  }

  #unevaluatedAnnotations(): readonly Range[] {
    const { futureFeatures, annotations } = this.found.facts;
    return futureFeatures.includes('annotations') ? annotations : [];
  }
}

/** Lib/__future__.py */
const featureNames = new Set(
  (
    'nested_scopes generators division absolute_import with_statement print_function unicode_literals barry_as_FLUFL ' +
    'generator_stop annotations'
  ).split(' '),
);

/** Tells whether an offset is in one of some ranges, which may lie in one another. */
function rangeUnion(one: readonly Range[], other: readonly Range[]): (offset: number) => boolean {
  const ranges: Range[] = [];
  for (const range of [...one, ...other].toSorted((a, b) => a.start - b.start)) {
    const last = ranges.at(-1);
    if (last === undefined || range.end > last.end) ranges.push(range);
  }
  // Sorted by end as well, as those inside others are gone.
  return (offset) => {
    const range = ranges[lowerBound(ranges.length, (index) => ranges[index]!.end <= offset)];
    return range !== undefined && range.start <= offset;
  };
}
