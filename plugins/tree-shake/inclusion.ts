import type { ImportedName, ImportFact } from '../../core/python/facts.ts';
import { withParents } from '../../core/python/import-requests.ts';
import { effectfulModules } from './effectful-modules.ts';
import type { ImportOrder } from './import-order.ts';
import { boundName, type LinkedImport, LinkedModule } from './linked-module.ts';
import { loadedModulesUse } from './loaded-modules-uses.ts';
import type { Modules } from './meanings.ts';
import type { Purity } from './purity.ts';

/** What of a module the program needs. */
export class Need {
  readonly linked: LinkedModule;
  /** Whether its statements run: something imports it that runs. */
  runs = false;
  /** Why anything may look at any of its names, where it may. */
  keptBecause: string | undefined;
  readonly statements = new Set<number>();
  readonly names = new Set<string>();
  /** Dotted names that something reads in it. */
  readonly reads = new Set<string>();
  /** Names of its import statements. */
  readonly importedNames = new Set<ImportedName>();

  constructor(linked: LinkedModule) {
    this.linked = linked;
  }
}

/** Finds what a program needs, from what runs and what that reads. */
export class Inclusion {
  readonly #modules: Modules;
  readonly #purity: Purity;
  readonly #effectful: ReadonlySet<LinkedModule>;
  readonly #order: ImportOrder;
  readonly #needs = new Map<LinkedModule, Need>();
  readonly #children = new Map<string, LinkedModule[]>();
  readonly #queue: (() => void)[] = [];
  /** Whether the program asks which modules are loaded, so that running one can be noticed whatever it does. */
  #keepsModules = false;

  constructor(modules: Modules, purity: Purity, order: ImportOrder) {
    this.#modules = modules;
    this.#purity = purity;
    this.#effectful = effectfulModules(modules, purity, order);
    this.#order = order;
    for (const [name, linked] of modules) {
      const dot = name.lastIndexOf('.');
      if (dot === -1) continue;
      const parent = name.slice(0, dot);
      this.#children.set(parent, [...(this.#children.get(parent) ?? []), linked]);
    }
  }

  needOf(linked: LinkedModule): Need {
    let need = this.#needs.get(linked);
    if (need === undefined) this.#needs.set(linked, (need = new Need(linked)));
    return need;
  }

  /** Follows all that has been asked for. */
  settle(): void {
    for (let task = this.#queue.pop(); task !== undefined; task = this.#queue.pop()) task();
  }

  /** The module runs, its parents before it. */
  run(linked: LinkedModule): void {
    const need = this.needOf(linked);
    if (need.runs) return;
    need.runs = true;
    this.#queue.push(() => {
      for (const name of withParents(linked.name).slice(0, -1)) this.#runNamed(name);
      for (const index of linked.statements.keys()) this.#runStatement(need, index);
    });
  }

  /** Anything may look at any name of the module, and of those below it, for a reason that ends a sentence. */
  keep(linked: LinkedModule, reason: string): void {
    const need = this.needOf(linked);
    if (need.keptBecause !== undefined) return;
    need.keptBecause = reason;
    this.run(linked);
    this.#queue.push(() => {
      for (const index of linked.statements.keys()) this.#include(need, index);
      const others = [
        ...(this.#children.get(linked.name) ?? []),
        ...starTargets(linked).map((base) => this.#modules.get(base ?? '')),
      ];
      for (const other of others) if (other !== undefined) this.keep(other, `all of "${linked.name}" is kept`);
    });
  }

  /** The program begins with the module: all of its statements run, and nobody else looks at its names. */
  enter(entry: LinkedModule): void {
    const need = this.needOf(entry);
    this.run(entry);
    for (const index of entry.statements.keys()) this.#include(need, index);
  }

  /** Something reads a name of the module, if it has one. */
  need(linked: LinkedModule, name: string): void {
    if (this.#provides(linked, name)) this.#read(this.needOf(linked), name);
  }

  #runNamed(name: string): void {
    const linked = this.#modules.get(name);
    if (linked !== undefined) this.run(linked);
  }

  #runStatement(need: Need, index: number): void {
    const { linked } = need;
    const running = withParents(linked.name);
    if (linked.statements[index]!.kind !== 'import') {
      if (!this.#purity.isPure(linked, index) || linked.statements[index]!.kind === 'inert') this.#include(need, index);
      return;
    }
    for (const { fact, base } of linked.imports[index]!) {
      const isStar = fact.names[0]!.name === '*';
      for (const name of fact.from === undefined ? fact.names.map((each) => each.name) : [base ?? '']) {
        const isNoticed = withParents(name).some((each) => !running.includes(each) && this.#isEffectful(each));
        if (isNoticed || isStar) for (const each of withParents(name)) this.#runNamed(each);
      }
      // What `__all__` names has to be there for a star import.
      if (isStar && base !== undefined) this.#useExports(linked, fact, base);
      // A name that is also a submodule may have to be imported for what that does.
      if (fact.from === undefined || isStar) continue;
      if (this.#order.mayMiss(linked, index)) this.#include(need, index);
      for (const { name } of fact.names) if (this.#isEffectful(`${base}.${name}`)) this.#runNamed(`${base}.${name}`);
    }
  }

  #isEffectful(name: string): boolean {
    const linked = this.#modules.get(name);
    return linked !== undefined && (this.#keepsModules || this.#effectful.has(linked));
  }

  #useExports(linked: LinkedModule, star: ImportFact, name: string): void {
    const target = this.#modules.get(name);
    if (target?.binders.has('__all__') === true) this.#use(this.needOf(target), '__all__');
    for (const { fact, name: imported } of linked.module.imports) {
      const submodule = fact === star && imported !== name ? this.#modules.get(imported) : undefined;
      if (submodule !== undefined) this.keep(submodule, `"${linked.name}" has it by a star import`);
    }
  }

  #include(need: Need, index: number): void {
    if (need.statements.has(index)) return;
    need.statements.add(index);
    const { linked } = need;
    const { reads, later, words, start, end } = linked.statements[index]!;
    this.#queue.push(() => {
      for (const read of [...reads, ...later]) {
        this.#read(need, read);
        if (read.startsWith('sys.modules')) this.#useLoadedModules(linked, linked.text.slice(start, end));
      }
      // Whether a string is a name nobody knows; a name too many does no harm.
      for (const word of words) this.#read(need, word, false);
      for (const each of linked.imports[index]!) {
        // How a local name is used is not known.
        for (const imported of each.fact.names) this.#import(need, each, imported, each.fact.scope !== 0);
      }
    });
  }

  #keepAll(reason: string): void {
    for (const linked of this.#modules.values()) this.keep(linked, reason);
  }

  #useLoadedModules(linked: LinkedModule, text: string): void {
    const { names, asksForNames, getsAny } = loadedModulesUse(text);
    for (const name of names) {
      const named = name === '__name__' ? linked : this.#modules.get(name);
      if (named !== undefined) this.keep(named, `"${linked.name}" takes it out of sys.modules`);
    }
    const reason = `"${linked.name}" takes modules out of sys.modules by names that are not in its text`;
    if (getsAny) this.#keepAll(reason);
    if (!asksForNames || this.#keepsModules) return;
    this.#keepsModules = true;
    for (const need of this.#needs.values()) {
      if (!need.runs) continue;
      this.#queue.push(() => {
        for (const index of need.linked.statements.keys()) this.#runStatement(need, index);
      });
    }
  }

  /** A dotted name is read in a module, or may be. */
  #read(need: Need, dottedName: string, isCertain = true): void {
    const known = isCertain ? dottedName : `?${dottedName}`;
    if (need.reads.has(known)) return;
    need.reads.add(known);
    const [name, ...attributes] = dottedName.split('.');
    this.#use(need, name!);
    for (const binder of need.linked.binders.get(name!) ?? []) {
      for (const { fact, base, neverRuns } of need.linked.imports[binder]!) {
        for (const imported of neverRuns ? [] : fact.names) {
          if (imported.name !== '*' && boundName(fact, imported) === name) {
            this.#readImported(need, fact.from === undefined ? undefined : base, imported, attributes, isCertain);
          }
        }
      }
    }
  }

  /** What an imported name stands for is read, with these attributes. */
  #readImported(
    by: Need,
    base: string | undefined,
    { name, alias }: ImportedName,
    attributes: readonly string[],
    isCertain = true,
  ): void {
    if (base !== undefined) return this.#readAttributes(by, base, [name, ...attributes], isCertain);
    this.#readAttributes(by, alias === undefined ? name.split('.', 1)[0]! : name, attributes, isCertain);
  }

  #readAttributes(by: Need, moduleName: string, attributes: readonly string[], isCertain: boolean): void {
    const linked = this.#modules.get(moduleName);
    if (linked === undefined) {
      if (mayUnpickle(moduleName, attributes))
        this.#keepAll(`"${by.linked.name}" may read pickles, which name anything`);
      if (watchesAll(moduleName, attributes)) this.#keepAll(`"${by.linked.name}" watches all that runs`);
      return;
    }
    const [name, ...rest] = attributes;
    if (name === undefined && !isCertain) return;
    // What Python keeps of a module is about all of it.
    if (name === undefined || name === '__annotations__' || name === '__dict__') {
      return this.keep(linked, `"${by.linked.name}" does more with it than read names of it`);
    }
    const submodule = `${moduleName}.${name}`;
    const isSubmodule = this.#modules.has(submodule);
    if (isSubmodule) {
      this.#runNamed(submodule);
      this.#readAttributes(by, submodule, rest, isCertain);
    }
    const need = this.needOf(linked);
    if (this.#provides(linked, name)) this.#read(need, [name, ...rest].join('.'), isCertain);
    else if (!isSubmodule && isCertain)
      this.keep(linked, `"${by.linked.name}" reads "${name}" of it, which nothing in it binds`);
  }

  #provides(linked: LinkedModule, name: string, seen: Set<LinkedModule> = new Set()): boolean {
    if (linked.binders.has(name)) return true;
    if (seen.has(linked)) return false;
    seen.add(linked);
    return starTargets(linked).some((base) => {
      const target = base === undefined ? undefined : this.#modules.get(base);
      return target === undefined || this.#provides(target, name, seen);
    });
  }

  /** A name of a module is read: what binds it is needed. */
  #use(need: Need, name: string): void {
    if (need.names.has(name)) return;
    need.names.add(name);
    const { linked } = need;
    const binders = linked.binders.get(name) ?? [];
    for (const index of binders) {
      if (linked.statements[index]!.kind !== 'import') this.#include(need, index);
      for (const each of linked.imports[index]!) {
        for (const imported of each.fact.names) {
          if (boundName(each.fact, imported) === name) this.#import(need, each, imported, false);
        }
      }
    }
    for (const base of starTargets(linked)) {
      const target = base === undefined ? undefined : this.#modules.get(base);
      if (target !== undefined && this.#provides(target, name)) this.#use(this.needOf(target), name);
    }
  }

  /** A name of an import statement is bound; `isUsed` where what is done with it is not known. */
  #import(need: Need, { fact, base, neverRuns }: LinkedImport, imported: ImportedName, isUsed: boolean): void {
    need.importedNames.add(imported);
    if (neverRuns) return;
    if (fact.from === undefined) {
      for (const name of withParents(imported.name)) this.#runNamed(name);
      if (isUsed) this.#readImported(need, undefined, imported, []);
      return;
    }
    const linked = base === undefined ? undefined : this.#modules.get(base);
    if (linked === undefined) return;
    this.run(linked);
    if (imported.name === '*') return;
    const submodule = this.#modules.get(`${base}.${imported.name}`);
    if (submodule !== undefined) {
      this.run(submodule);
      // How a module is used shows where its name is read.
      if (isUsed) this.keep(submodule, `a function of "${need.linked.name}" imports it`);
    }
    if (this.#provides(linked, imported.name)) {
      if (isUsed) this.#read(this.needOf(linked), imported.name);
      else this.#use(this.needOf(linked), imported.name);
    } else if (submodule === undefined) {
      this.keep(linked, `"${need.linked.name}" imports "${imported.name}" from it, which nothing in it binds`);
    }
  }
}

/** The modules, by absolute name, whose names a module has by star imports; `undefined` for what cannot be named. */
function starTargets({ imports }: LinkedModule): (string | undefined)[] {
  return imports.flat().flatMap(({ fact, base }) => (fact.names[0]!.name === '*' ? [base] : []));
}

const pickling = new Set(['cPickle', 'cloudpickle', 'dill', 'joblib', 'pickle', 'shelve']);
const writing = new Set('DEFAULT_PROTOCOL HIGHEST_PROTOCOL PickleError Pickler PicklingError dump dumps'.split(' '));

/** Whether what is read of a module outside the bundle may load classes and functions by their names. */
function mayUnpickle(moduleName: string, [name]: readonly string[]): boolean {
  return pickling.has(moduleName.split('.', 1)[0]!) && (name === undefined || !writing.has(name));
}

const watching: Readonly<Record<string, readonly string[]>> = {
  sys: ['monitoring', 'setprofile', 'settrace'],
  threading: ['setprofile', 'setprofile_all_threads', 'settrace', 'settrace_all_threads'],
  gc: ['get_objects', 'get_referents', 'get_referrers'],
};

/** Whether what is read of a module outside the bundle sees each line that runs, or each object. */
function watchesAll(moduleName: string, [name]: readonly string[]): boolean {
  return name !== undefined && watching[moduleName]?.includes(name) === true;
}
