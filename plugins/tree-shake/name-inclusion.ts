import type { ImportedName } from '../../core/python/facts.ts';
import { boundName } from '../../core/python/import-requests.ts';
import type { ImportInclusion } from './import-inclusion.ts';
import type { Inclusion } from './inclusion.ts';
import { builtins, occasionalNames } from './known-names.ts';
import type { LinkedImport, LinkedModule } from './linked-module.ts';
import type { Need } from './need.ts';
import { isSeenWithText, reachOf } from './outside-uses.ts';
import { providedNames, provides, starTargets } from './provided-names.ts';
import { similarNames } from './similar-names.ts';

/** The part of inclusion that follows names to what binds them. */
export class NameInclusion {
  readonly #inclusion: Inclusion;
  readonly #imports: ImportInclusion;
  /** Names that are read where nothing binds them, and whether something copies names from one module into another. */
  readonly #unboundNames = new Set<string>();
  #copiesNamespaces = false;

  constructor(inclusion: Inclusion, imports: ImportInclusion) {
    this.#inclusion = inclusion;
    this.#imports = imports;
  }

  /** A dotted name is read in a module, or may be. */
  read(need: Need, dottedName: string, isCertain = true): void {
    const known = `${isCertain ? '' : '?'}${dottedName}${isSeenWithText(dottedName) ? this.#askingStatement() : ''}`;
    if (need.reads.has(known)) return;
    need.reads.add(known);
    const { linked } = need;
    const [name, ...attributes] = dottedName.split('.');
    this.use(need, name!);
    const binders = linked.binders.get(name!);
    // An imported module is a name of its package, whatever else that binds to it.
    const submodule = `${linked.name}.${name}`;
    const isSubmodule = this.#inclusion.modules.has(submodule);
    if (isSubmodule) {
      // What imports it stays, as that binds the name.
      if (isCertain) this.#inclusion.runNamed(submodule);
      this.#readAttributes(need, submodule, attributes, isCertain);
    }
    if (binders === undefined && !isSubmodule) this.#readUnbound(linked, name!);
    for (const binder of binders ?? []) {
      for (const found of linked.imports[binder]!) {
        for (const imported of found.neverRuns ? [] : found.fact.names) {
          if (imported.name === '*' || boundName(found.fact, imported) !== name) continue;
          this.readImported(need, found, imported, attributes, isCertain);
        }
      }
    }
  }

  /** What an imported name stands for is read, with these attributes. */
  readImported(
    by: Need,
    { fact, base }: LinkedImport,
    { name, alias }: ImportedName,
    attributes: readonly string[],
    isCertain = true,
  ): void {
    if (fact.from !== undefined && base !== undefined)
      return this.#readAttributes(by, base, [name, ...attributes], isCertain);
    this.#readAttributes(by, alias === undefined ? name.split('.', 1)[0]! : name, attributes, isCertain);
  }

  /** A name of a module is read: what binds it is needed. */
  use(need: Need, name: string): void {
    if (need.names.has(name)) return;
    need.names.add(name);
    const { linked } = need;
    for (const index of linked.binders.get(name) ?? []) {
      if (linked.statements[index]!.kind !== 'import') this.#inclusion.include(need, index);
      for (const each of linked.imports[index]!) {
        for (const imported of each.fact.names) {
          if (boundName(each.fact, imported) === name) this.#imports.include(need, each, imported, []);
        }
      }
    }
    for (const base of starTargets(linked)) {
      const target = base === undefined ? undefined : this.#inclusion.modules.get(base);
      if (target === undefined || !provides(target, name, this.#inclusion.modules)) continue;
      this.use(this.#inclusion.needOf(target), name);
    }
  }

  /** A name is read that is not there: Python's message may name one that is. */
  needSimilar(linked: LinkedModule, name: string): void {
    for (const similar of similarNames(name, providedNames(linked, this.#inclusion.modules)))
      this.use(this.#inclusion.needOf(linked), similar);
  }

  /** Names that any module may have. */
  needEverywhere(names: Iterable<string>): void {
    for (const name of names) {
      for (const linked of this.#inclusion.modules.values()) this.#inclusion.need(linked, name);
    }
  }

  /** What is read in one module may be bound in any other one. */
  copyNamespaces(): void {
    if (this.#copiesNamespaces) return;
    this.#copiesNamespaces = true;
    this.needEverywhere([...this.#unboundNames]);
  }

  #readUnbound(linked: LinkedModule, name: string): void {
    if (builtins.has(name) || occasionalNames.has(name) || provides(linked, name, this.#inclusion.modules)) return;
    this.needSimilar(linked, name);
    this.#unboundNames.add(name);
    if (this.#copiesNamespaces) this.needEverywhere([name]);
  }

  #readAttributes(by: Need, moduleName: string, attributes: readonly string[], isCertain: boolean): void {
    const { modules } = this.#inclusion;
    const linked = modules.get(moduleName);
    if (linked === undefined) return this.#readOutside(by, moduleName, attributes);
    const [name, ...rest] = attributes;
    if (name === undefined && !isCertain) return;
    // What Python keeps of a module is about all of it.
    if (name === undefined || name === '__annotations__' || name === '__dict__') {
      return this.#inclusion.keep(linked, `"${by.linked.name}" does more with it than read names of it`);
    }
    const submodule = `${moduleName}.${name}`;
    const isSubmodule = modules.has(submodule);
    if (isSubmodule) {
      this.#inclusion.runNamed(submodule);
      this.#readAttributes(by, submodule, rest, isCertain);
    }
    if (provides(linked, name, modules))
      return this.read(this.#inclusion.needOf(linked), [name, ...rest].join('.'), isCertain);
    // A module of that name may be imported by what makes missing names.
    if (this.#inclusion.askForMissing(linked) || isSubmodule || !isCertain || plainSpecials.has(name)) return;
    // What Python keeps with a module may tell all of it: its loader has its code.
    if (/^__\w+__$/.test(name)) this.#inclusion.keep(linked, `"${by.linked.name}" reads its ${name}`);
    else this.needSimilar(linked, name);
  }

  /** The statement that asks, where it matters which one does. */
  #askingStatement(): string {
    const { cause } = this.#inclusion.worklist;
    return 'reason' in cause ? '' : ` of ${cause.by.linked.name} ${cause.index}`;
  }

  #readOutside(by: Need, moduleName: string, attributes: readonly string[]): void {
    const reach = reachOf(moduleName, attributes, this.#causingText());
    if (reach !== undefined) this.#inclusion.keepAll(`"${by.linked.name}" ${reach}`);
  }

  /** The text of the statement that asks. */
  #causingText(): string {
    const { cause } = this.#inclusion.worklist;
    if ('reason' in cause) return '';
    const { linked } = cause.by;
    const { start, end } = linked.statements[cause.index]!;
    return linked.text.slice(start, end);
  }
}

const plainSpecials = new Set(['__doc__', '__file__', '__name__', '__package__', '__path__']);
