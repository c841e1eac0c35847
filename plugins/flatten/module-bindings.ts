import type { Graph } from '../../core/graph.ts';
import type { Module } from '../../core/module.ts';
import { type ImportedName } from '../../core/python/facts.ts';
import type { SymbolUse } from '../../core/python/flattening/symbol-uses.ts';
import { Role, ScopeKind } from '../../core/python/references.ts';
import { isBoundWhenever } from './certain-bindings.ts';
import type { Failures } from './failures.ts';
import { importedFirst } from './imported-first.ts';
import { isImportedBefore, mayBeUnbound } from './unbound-reads.ts';
import type { Unit } from './unit.ts';
import type { UnitImport } from './unit-imports.ts';

/** What a name of an import statement becomes. */
export type Target =
  /** It stays: nothing of it is flattened. */
  | { readonly kind: 'real' }
  /** A flattened module. `isReal` where the statement has to import a module below it all the same. */
  | { readonly kind: 'module'; readonly unit: Unit; readonly isReal: boolean }
  /** A name of a flattened module. */
  | { readonly kind: 'symbol'; readonly unit: Unit; readonly name: string };

/** A use `m.n` of a flattened module's name. */
export interface Redirect {
  readonly unit: Unit;
  readonly use: SymbolUse;
  /** Offset behind the attribute. */
  readonly end: number;
  readonly target: { readonly unit: Unit; readonly name: string };
  /** The modules whose names are taken on the way, its own included. */
  readonly owners: readonly Unit[];
  /** The modules that are taken on the way as attributes of their packages, which they are once they have run. */
  readonly children: readonly Unit[];
}

/** A name that is bound to a flattened module. */
interface ModuleBinding {
  readonly root: Unit;
  /** The import statements that bind it. */
  readonly imports: UnitImport[];
  /** Whether one of them imports a module below it that is not flattened. */
  isReal: boolean;
}

const REAL: Target = { kind: 'real' };

/** Which names are bound to flattened modules, and what is done with these. */
export class ModuleBindings {
  readonly redirects: Redirect[] = [];
  readonly #redirectsIn = new Map<Unit, Redirect[]>();
  readonly #units: ReadonlyMap<Module, Unit>;
  readonly #graph: Graph;
  readonly #failures: Failures;
  readonly #targets = new Map<ImportedName, Target>();
  /** Those whose import statements have been gone through. */
  readonly #bound = new Set<Unit>();
  /** By unit, then by scope and name. */
  readonly #bindings = new Map<Unit, Map<string, ModuleBinding>>();

  constructor(all: readonly Unit[], units: ReadonlyMap<Module, Unit>, graph: Graph, failures: Failures) {
    this.#units = units;
    this.#graph = graph;
    this.#failures = failures;
    for (const unit of all) this.#bindings.set(unit, new Map());
    for (const unit of importedFirst(all, (name) => this.unitNamed(name))) {
      for (const statement of unit.imports) {
        for (const imported of statement.fact.names) this.#bind(unit, statement, imported);
      }
      this.#bound.add(unit);
    }
    for (const unit of all) this.#followUses(unit);
  }

  /** The uses of flattened modules' names in a module. */
  redirectsIn(unit: Unit): readonly Redirect[] {
    return this.#redirectsIn.get(unit) ?? [];
  }

  /** What one name of an import statement is. */
  targetOf(imported: ImportedName): Target {
    return this.#targets.get(imported) ?? REAL;
  }

  /** Whether a name of a module is one of these bindings. */
  has(unit: Unit, name: string): boolean {
    return this.moduleOf(unit, name) !== undefined;
  }

  /** The flattened module that a name of a module is bound to. */
  moduleOf(unit: Unit, name: string): Unit | undefined {
    return this.#bindings.get(unit)!.get(`0:${name}`)?.root;
  }

  /** Each time that a module takes a name of another one. */
  *takings(): Generator<{ readonly unit: Unit; readonly owner: Unit }> {
    for (const { unit, owners } of this.redirects) for (const owner of owners) yield { unit, owner };
    for (const unit of this.#bindings.keys()) {
      for (const { fact, neverRuns } of unit.imports) {
        for (const imported of neverRuns ? [] : fact.names) {
          const target = this.targetOf(imported);
          if (target.kind === 'symbol') yield { unit, owner: target.unit };
        }
      }
    }
  }

  #bind(unit: Unit, statement: UnitImport, imported: ImportedName): void {
    const target = this.#targetOf(statement, imported);
    this.#targets.set(imported, target);
    if (statement.isStar && !statement.neverRuns) this.#checkStar(unit, statement);
    if (target.kind !== 'module' || statement.neverRuns) return;
    const binder = unit.binderOf(imported);
    if (binder === undefined) return;
    if (unit.found.scopeKinds[binder.definition] === ScopeKind.Class) {
      return this.#failures.add(target.unit, { reason: `a class body in ${unit.name} imports it` });
    }
    const bindings = this.#bindings.get(unit)!;
    const key = `${binder.definition}:${binder.name}`;
    const existing = bindings.get(key);
    if (existing === undefined) bindings.set(key, { root: target.unit, imports: [statement], isReal: target.isReal });
    else if (existing.root === target.unit) {
      existing.isReal ||= target.isReal;
      existing.imports.push(statement);
    } else this.#escapes(target.unit, `${unit.name} has it under a name with other meanings`);
  }

  /** A star import is gone, or stays in the entry. */
  #checkStar(unit: Unit, { base, isTop, fact }: UnitImport): void {
    const owner = this.unitNamed(base!);
    if (owner === undefined) {
      return this.#failures.add(unit, { reason: 'it has a star import of what is not flattened', span: fact });
    }
    if (!isTop) this.#failures.add(owner, { reason: `${unit.name} has a star import of it beside other statements` });
    if (fact.names[0]?.name === '*') {
      this.#failures.add(owner, { reason: `${unit.name} has a star import of it, and what that binds is not known` });
    }
  }

  #targetOf({ fact, base }: UnitImport, imported: ImportedName): Target {
    if (imported.name === '*') return REAL;
    if (fact.from === undefined) {
      const isReal = this.unitNamed(imported.name) === undefined;
      const root = this.unitNamed(imported.alias === undefined ? imported.name.split('.', 1)[0]! : imported.name);
      return root === undefined ? REAL : { kind: 'module', unit: root, isReal };
    }
    const owner = base === undefined ? undefined : this.unitNamed(base);
    return owner === undefined ? REAL : this.#attribute(owner, imported.name);
  }

  /** The flattened module of a name. */
  unitNamed(name: string): Unit | undefined {
    const module = this.#graph.get(name);
    return module === undefined ? undefined : this.#units.get(module);
  }

  /** What an attribute of a flattened module is. */
  #attribute(owner: Unit, name: string): Target {
    const submodule = this.#graph.get(`${owner.name}.${name}`);
    const hasModule = submodule !== undefined && !submodule.isLeftOut;
    if (owner.bindings.has(name)) {
      if (hasModule) {
        this.#failures.add(owner, {
          reason: `${name} is a name of it and a module in it`,
          span: owner.bindings.get(name)![0],
        });
      }
      return this.#follow(owner, name);
    }
    if (hasModule) {
      const unit = this.#units.get(submodule);
      return unit === undefined ? REAL : { kind: 'module', unit, isReal: false };
    }
    this.#failures.add(owner, { reason: `${name} is asked of it, which it does not bind` });
    return REAL;
  }

  /** A name that is itself bound to a flattened module by an import at the top. */
  #follow(owner: Unit, name: string): Target {
    const isImported = owner.bindings.get(name)!.some((use) => use.role === Role.Import);
    if (isImported && !this.#bound.has(owner)) {
      this.#failures.add(owner, { reason: `${name} of it is imported by a module whose names it imports` });
    }
    const binding = this.#bindings.get(owner)!.get(`0:${name}`);
    if (binding === undefined) return { kind: 'symbol', unit: owner, name };
    if (!isBoundWhenever(owner, name)) this.#escapes(binding.root, `${owner.name} may not have imported it as ${name}`);
    return { kind: 'module', unit: binding.root, isReal: false };
  }

  #followUses(unit: Unit): void {
    const bindings = this.#bindings.get(unit)!;
    if (bindings.size === 0) return;
    for (const use of unit.uses) {
      const binding = bindings.get(`${use.definition}:${use.name}`);
      if (binding === undefined || use.role === Role.Import) continue;
      const { root, imports, isReal } = binding;
      const isBound = use.definition === 0 ? !mayBeUnbound(unit, use) : isImportedBefore(unit, use, imports);
      if (use.role !== Role.Load) this.#escapes(root, `${unit.name} binds its name ${use.name} again`);
      else if (!isBound) this.#escapes(root, `${unit.name} may use ${use.name} without having imported it`);
      else this.#redirect(unit, use, root, isReal);
    }
    for (const [key, { root }] of bindings) {
      const name = key.slice(key.indexOf(':') + 1);
      if (unit.classReads.has(name)) this.#escapes(root, `a class body in ${unit.name} binds ${name} as well`);
    }
  }

  #redirect(unit: Unit, use: SymbolUse, root: Unit, isReal: boolean): void {
    let current = root;
    const owners: Unit[] = [];
    const children: Unit[] = [];
    for (const [index, { name, end }] of use.attributes.entries()) {
      const target = this.#attribute(current, name);
      if (current.bindings.has(name)) owners.push(current);
      // A module that is wrapped is found by the name that stays.
      if (target.kind === 'real') {
        if (!isReal) this.#escapes(root, `${unit.name} uses ${use.name}.${name}, which is no part of the script`);
        return;
      }
      if (target.kind === 'symbol') {
        if (use.setsAttribute && index === use.attributes.length - 1) {
          return this.#failures.add(target.unit, { reason: `${unit.name} sets or deletes its attribute ${name}` });
        }
        if (use.isValuePattern && index === use.attributes.length - 1) {
          return this.#failures.add(target.unit, {
            reason: `a pattern in ${unit.name} has its ${name}, and would bind that name`,
          });
        }
        const { text } = unit.module;
        const line = text.slice(text.lastIndexOf('\n', use.start) + 1, use.start);
        if (target.name === '_' && /^[ \t\f]*case\b/.test(line)) {
          return this.#failures.add(target.unit, {
            reason: `a pattern in ${unit.name} has its _, which would be any value`,
          });
        }
        if (use.isShown) {
          return this.#failures.add(target.unit, {
            reason: `an f-string in ${unit.name} shows the text of ${use.name}.${name}`,
          });
        }
        const redirect = { unit, use, end, target, owners, children };
        this.redirects.push(redirect);
        const others = this.#redirectsIn.get(unit);
        if (others === undefined) this.#redirectsIn.set(unit, [redirect]);
        else others.push(redirect);
        return;
      }
      if (!current.bindings.has(name)) children.push(target.unit);
      current = target.unit;
    }
    this.#escapes(current, `${unit.name} passes the module on as a value`);
  }

  /** A module object is needed, with all that is below it. */
  #escapes(unit: Unit, reason: string): void {
    this.#failures.add(unit, { reason });
    for (const other of this.#units.values()) {
      if (other.name.startsWith(`${unit.name}.`))
        this.#failures.add(other, { reason: `its package is needed as an object: ${reason}` });
    }
  }
}
