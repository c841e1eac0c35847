import type { ImportedName, ImportFact } from '../../core/python/facts.ts';
import { boundName, withParents } from '../../core/python/import-requests.ts';
import { literalExports } from './exports.ts';
import { effectfulModules } from './effectful-modules.ts';
import type { ImportOrder } from './import-order.ts';
import { type LinkedImport, LinkedModule } from './linked-module.ts';
import { loadedModulesNames, loadedModulesUse } from './loaded-modules-uses.ts';
import type { Modules } from './modules.ts';
import { type Cause, IS_ENTRY, Need } from './need.ts';
import { reachOf } from './outside-uses.ts';
import { builtins, occasionalNames } from './known-names.ts';
import { namespaceUse } from './namespace-uses.ts';
import { looksAtItself } from './own-namespace.ts';
import { namesInStrings } from './names-in-strings.ts';
import { similarNames } from './similar-names.ts';
import { findModuleClass, type ModuleClass } from './module-classes.ts';
import { providedNames, provides, starTargets } from './provided-names.ts';
import type { Purity } from './purity.ts';

/** Finds what a program needs, from what runs and what that reads. */
export class Inclusion {
  readonly #modules: Modules;
  readonly #purity: Purity;
  readonly #effectful: ReadonlySet<LinkedModule>;
  readonly #order: ImportOrder;
  readonly #needs = new Map<LinkedModule, Need>();
  readonly #children = new Map<string, LinkedModule[]>();
  /** By module, what its place is given to. */
  readonly #classes = new Map<LinkedModule, ModuleClass>();
  /** By module, what its text calls `sys.modules`. */
  readonly #loadedModulesNames = new Map<LinkedModule, readonly string[]>();
  /** What needs other things, and what may do something when it runs, which comes after all that is needed anyway. */
  readonly #needed: (() => void)[] = [];
  readonly #running: (() => void)[] = [];
  /** For what the present step asks. */
  #cause: Cause = { reason: IS_ENTRY };
  /** Names that are read where nothing binds them, and whether something copies names from one module into another. */
  readonly #unboundNames = new Set<string>();
  #copiesNamespaces = false;
  /** Whether the program asks which modules are loaded, so that running one can be noticed whatever it does. */
  #keepsModules = false;

  constructor(modules: Modules, purity: Purity, order: ImportOrder) {
    this.#modules = modules;
    this.#purity = purity;
    this.#effectful = effectfulModules(modules, purity, order);
    this.#order = order;
    for (const [name, linked] of modules) {
      const moduleClass = findModuleClass(linked);
      if (moduleClass !== undefined) this.#classes.set(linked, moduleClass);
      this.#loadedModulesNames.set(linked, loadedModulesNames(linked));
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
    for (let needed = 0, running = 0; ;) {
      if (needed < this.#needed.length) this.#needed[needed++]!();
      else if (running < this.#running.length) this.#running[running++]!();
      else break;
    }
    this.#needed.length = 0;
    this.#running.length = 0;
  }

  /** The module runs, its parents before it. */
  run(linked: LinkedModule): void {
    const need = this.needOf(linked);
    if (need.runs) return;
    need.runsBecause = this.#cause;
    const parent = this.#modules.get(linked.name.slice(0, Math.max(0, linked.name.lastIndexOf('.'))));
    const kept = parent && this.needOf(parent).keptBecause;
    if (kept !== undefined) this.keep(linked, kept, `all of "${parent!.name}" is kept: ${kept}`);
    const cause = this.#cause;
    this.#running.push(() => {
      this.#cause = cause;
      for (const name of withParents(linked.name).slice(0, -1)) this.#runNamed(name);
      for (const index of linked.statements.keys()) this.#runStatement(need, index);
    });
  }

  /** Anything may look at any name of the module, and of those below it, for a reason that ends a sentence. */
  keep(linked: LinkedModule, reason: string, whole = `all of "${linked.name}" is kept: ${reason}`): void {
    const need = this.needOf(linked);
    if (need.keptBecause !== undefined) return;
    need.keptBecause = reason;
    this.run(linked);
    this.#running.push(() => {
      this.#cause = { reason: whole };
      for (const index of linked.statements.keys()) this.#include(need, index);
      for (const base of starTargets(linked)) {
        const target = this.#modules.get(base ?? '');
        if (target !== undefined) this.keep(target, reason, whole);
      }
      // Those that nothing imports are no names of it.
      for (const child of this.#children.get(linked.name) ?? []) {
        if (this.needOf(child).runs) this.keep(child, reason, whole);
      }
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
    if (provides(linked, name, this.#modules)) this.#read(this.needOf(linked), name);
  }

  #runNamed(name: string): void {
    const linked = this.#modules.get(name);
    if (linked !== undefined) this.run(linked);
  }

  #runStatement(need: Need, index: number): void {
    const { linked } = need;
    const running = withParents(linked.name);
    if (linked.statements[index]!.kind !== 'import') {
      if (linked.statements[index]!.kind === 'inert') return this.#include(need, index);
      const obstacle = this.#purity.obstacle(linked, index);
      if (obstacle === undefined) return;
      this.#cause = { reason: obstacle };
      this.#include(need, index);
      // What it has made may do something when a name is given to something else (`__del__`).
      this.#cause = { by: need, index };
      for (const name of linked.statements[index]!.binds) {
        for (const binder of linked.binders.get(name)!) this.#include(need, binder);
      }
      return;
    }
    this.#cause = { by: need, index };
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
      if (this.#order.mayMiss(linked, index)) {
        this.#cause = { reason: 'what it imports may not be there yet' };
        this.#include(need, index);
        this.#cause = { by: need, index };
      }
      for (const { name } of fact.names) if (this.#isEffectful(`${base}.${name}`)) this.#runNamed(`${base}.${name}`);
    }
  }

  #isEffectful(name: string): boolean {
    return this.#keepsModules ? this.#modules.has(name) : this.mayDoSomething(name);
  }

  /** Whether running a module of that name can be noticed; it may raise. */
  mayDoSomething(name: string): boolean {
    const linked = this.#modules.get(name);
    return linked !== undefined && this.#effectful.has(linked);
  }

  #useExports(linked: LinkedModule, star: ImportFact, name: string): void {
    const target = this.#modules.get(name);
    if (target?.binders.has('__all__') === true) this.#exportNames(this.needOf(target));
    if (target !== undefined) this.#askForMissing(target);
    for (const { fact, name: imported } of linked.module.imports) {
      const submodule = fact === star && imported.startsWith(`${name}.`) ? this.#modules.get(imported) : undefined;
      if (submodule !== undefined) this.keep(submodule, `"${linked.name}" has it by a star import`);
    }
  }

  /** A star import reads `__all__`: what it names has to be there, and what nobody reads can be taken out of it. */
  #exportNames(need: Need): void {
    const found = need.keptBecause === undefined ? literalExports(need.linked) : undefined;
    if (found === undefined) return this.#useAllNamed(need);
    if (need.names.has('__all__') || need.exports !== undefined || need.statements.has(found.index)) return;
    need.statements.set(found.index, this.#cause);
    const names = found.items.map(({ name }) => name);
    need.exports = { ...found, provided: new Set(names.filter((name) => provides(need.linked, name, this.#modules))) };
  }

  /** Where `__all__` is another module's, or is put together of others, it may name anything. */
  #useAllNamed(need: Need): void {
    const { linked } = need;
    this.#use(need, '__all__');
    const isOwn = linked.binders.get('__all__')?.every((index) => {
      const { kind, reads } = linked.statements[index]!;
      return kind !== 'import' && reads.every((read) => read === '__all__');
    });
    if (isOwn === false) for (const name of linked.binders.keys()) this.#use(need, name);
  }

  #include(need: Need, index: number): void {
    const isExported = need.exports?.index === index;
    if (need.statements.has(index) && !isExported) return;
    // Somebody reads all of it.
    if (isExported) need.exports = undefined;
    need.statements.set(index, this.#cause);
    this.#needed.push(() => {
      this.#cause = { by: need, index };
      // What changes a thing is a part of it.
      for (const name of need.linked.statements[index]!.binds) {
        for (const store of need.linked.stores.get(name) ?? []) this.#include(need, store);
      }
      this.#follow(need, index);
    });
  }

  /** What a statement that stays needs. */
  #follow(need: Need, index: number): void {
    const { linked } = need;
    const statement = linked.statements[index]!;
    const { reads, start, end } = statement;
    if (looksAtItself(statement, linked.text)) this.keep(linked, 'it looks at its own namespace');
    const moduleClass = this.#classes.get(linked);
    const replaces = moduleClass?.replacing.get(index);
    for (const read of reads) this.#read(need, read);
    if (replaces === undefined) this.#useLoadedModules(linked, reads, start, end);
    for (const name of replaces ?? []) this.#use(need, name);
    // What its methods need shows when they may be called.
    if (moduleClass?.classIndex !== index) this.#followLater(need, index);
  }

  #followLater(need: Need, index: number): void {
    const { linked } = need;
    const { later, words, locals, start, end } = linked.statements[index]!;
    for (const read of later) this.#read(need, read);
    this.#useLoadedModules(linked, later, start, end);
    // Whether a string is a name nobody knows; a name too many does no harm.
    for (const word of words) this.#read(need, word, false);
    for (const each of linked.imports[index]!) {
      for (const imported of each.fact.names) this.#import(need, each, imported, localUses(each, imported, locals));
    }
    const text = linked.text.slice(start, end);
    this.#useNamespaces(linked, text);
    for (const { linked: named, attribute, isPackageOnly } of namesInStrings(text, this.#modules)) {
      if (!isPackageOnly && attribute === undefined) this.keep(named, `a string in "${linked.name}" names it`);
      // It may be that nothing else imports it.
      else this.run(named);
      if (attribute === undefined || isPackageOnly) continue;
      this.needOf(named).isNamedInString = true;
      this.need(named, attribute);
    }
    for (const name of linked.importedByCalls.get(index) ?? []) {
      const target = this.#modules.get(name);
      if (target !== undefined) this.keep(target, `a call in "${linked.name}" imports it by name`);
    }
  }

  /** A name is read that a module may not have: what makes such names runs. */
  #askForMissing(linked: LinkedModule): boolean {
    const need = this.needOf(linked);
    const moduleClass = this.#classes.get(linked);
    if (moduleClass !== undefined) {
      this.#include(need, moduleClass.classIndex);
      this.#followLater(need, moduleClass.classIndex);
    }
    if (!linked.binders.has('__getattr__')) return moduleClass !== undefined;
    this.#use(need, '__getattr__');
    return true;
  }

  /** The text of the statement that asks. */
  #causingText(): string {
    if ('reason' in this.#cause) return '';
    const { by, index } = this.#cause;
    const { start, end } = by.linked.statements[index]!;
    return by.linked.text.slice(start, end);
  }

  #keepAll(reason: string): void {
    for (const linked of this.#modules.values()) this.keep(linked, reason, `all is kept: ${reason}`);
  }

  /** Names that are looked up in frames and functions may be those of any module. */
  #useNamespaces({ name: by }: LinkedModule, text: string): void {
    const { names, getsAny, copies } = namespaceUse(text);
    if (copies && !this.#copiesNamespaces) {
      this.#copiesNamespaces = true;
      this.#needEverywhere([...this.#unboundNames]);
    }
    if (getsAny) this.#keepAll(`"${by}" gets at namespaces of frames or functions`);
    this.#needEverywhere(names);
  }

  #needEverywhere(names: readonly string[]): void {
    for (const name of names) for (const linked of this.#modules.values()) this.need(linked, name);
  }

  #useLoadedModules(linked: LinkedModule, reads: readonly string[], start: number, end: number): void {
    const spellings = this.#loadedModulesNames.get(linked)!;
    const isUsed = reads.some((read) => spellings.some((name) => read === name || read.startsWith(`${name}.`)));
    if (!isUsed) return;
    const { names, attributes, asksForNames, getsAny } = loadedModulesUse(linked.text.slice(start, end), spellings);
    for (const name of names) {
      const named = name === '__name__' ? linked : this.#modules.get(name);
      if (named !== undefined) this.keep(named, `"${linked.name}" takes it out of sys.modules`);
    }
    this.#needEverywhere(attributes);
    const reason = `"${linked.name}" takes modules out of sys.modules by names that are not in its text`;
    if (getsAny) this.#keepAll(reason);
    if (!asksForNames || this.#keepsModules) return;
    this.#keepsModules = true;
    for (const need of this.#needs.values()) {
      if (!need.runs) continue;
      this.#running.push(() => {
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
    const binders = need.linked.binders.get(name!);
    // An imported module is a name of its package, whatever else that binds to it.
    const submodule = `${need.linked.name}.${name}`;
    const isSubmodule = this.#modules.has(submodule);
    if (isSubmodule) {
      // What imports it stays, as that binds the name.
      if (isCertain) this.#runNamed(submodule);
      this.#readAttributes(need, submodule, attributes, isCertain);
    }
    if (
      binders === undefined &&
      !isSubmodule &&
      !builtins.has(name!) &&
      !occasionalNames.has(name!) &&
      !provides(need.linked, name!, this.#modules)
    ) {
      this.#needSimilar(need.linked, name!);
      this.#unboundNames.add(name!);
      if (this.#copiesNamespaces) this.#needEverywhere([name!]);
    }
    for (const binder of binders ?? []) {
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
      const reach = reachOf(moduleName, attributes, this.#causingText());
      if (reach !== undefined) this.#keepAll(`"${by.linked.name}" ${reach}`);
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
    if (provides(linked, name, this.#modules))
      return this.#read(this.needOf(linked), [name, ...rest].join('.'), isCertain);
    // A module of that name may be imported by what makes missing names.
    if (this.#askForMissing(linked) || isSubmodule || !isCertain || plainSpecials.has(name)) return;
    // What Python keeps with a module may tell all of it: its loader has its code.
    if (/^__\w+__$/.test(name)) this.keep(linked, `"${by.linked.name}" reads its ${name}`);
    else this.#needSimilar(linked, name);
  }

  /** A name is read that is not there: Python's message may name one that is. */
  #needSimilar(linked: LinkedModule, name: string): void {
    for (const similar of similarNames(name, providedNames(linked, this.#modules)))
      this.#use(this.needOf(linked), similar);
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
          if (boundName(each.fact, imported) === name) this.#import(need, each, imported, []);
        }
      }
    }
    for (const base of starTargets(linked)) {
      const target = base === undefined ? undefined : this.#modules.get(base);
      if (target !== undefined && provides(target, name, this.#modules)) this.#use(this.needOf(target), name);
    }
  }

  /**
   * A name of an import statement is bound.
   * @param uses the attributes that are read of what it means, where it is no name of the module
   */
  #import(need: Need, found: LinkedImport, imported: ImportedName, uses: readonly (readonly string[])[]): void {
    const { fact, base, neverRuns } = found;
    need.importedNames.add(imported);
    if (neverRuns) return;
    if (fact.from === undefined) for (const name of withParents(imported.name)) this.#runNamed(name);
    if (fact.from !== undefined) this.#importFrom(base, imported);
    // Under a condition, too, `__all__` is read, and may name what is not there.
    if (imported.name === '*' && base !== undefined) this.#useExports(need.linked, fact, base);
    for (const attributes of need.keptBecause === undefined || fact.scope === 0 ? uses : [[]]) {
      this.#readImported(need, fact.from === undefined ? undefined : base, imported, attributes);
    }
  }

  #importFrom(base: string | undefined, { name }: ImportedName): void {
    const linked = base === undefined ? undefined : this.#modules.get(base);
    if (linked === undefined) return;
    this.run(linked);
    if (name === '*') return;
    const submodule = this.#modules.get(`${base}.${name}`);
    if (submodule !== undefined) this.run(submodule);
    if (provides(linked, name, this.#modules)) this.#use(this.needOf(linked), name);
    else if (!this.#askForMissing(linked) && submodule === undefined) this.#needSimilar(linked, name);
  }
}

/** The attributes that are read of what an import statement in a function binds there. */
function localUses({ fact }: LinkedImport, imported: ImportedName, locals: readonly string[]): string[][] {
  if (fact.scope === 0) return [];
  const name = boundName(fact, imported);
  return locals.map((each) => each.split('.')).flatMap(([first, ...rest]) => (first === name ? [rest] : []));
}

const plainSpecials = new Set(['__doc__', '__file__', '__name__', '__package__', '__path__']);
