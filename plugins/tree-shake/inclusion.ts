import { withParents } from '../../core/python/import-requests.ts';
import { effectfulModules } from './effectful-modules.ts';
import type { ImportOrder } from './import-order.ts';
import { ImportInclusion } from './import-inclusion.ts';
import type { LinkedModule } from './linked-module.ts';
import { findModuleClass, type ModuleClass } from './module-classes.ts';
import type { Modules } from './modules.ts';
import { NameInclusion } from './name-inclusion.ts';
import { Need } from './need.ts';
import { provides, starTargets } from './provided-names.ts';
import type { Purity } from './purity.ts';
import { looksAtItself } from './own-namespace.ts';
import { TextInclusion } from './text-inclusion.ts';
import { Worklist } from './worklist.ts';

/**
 * Finds what a program needs, from what runs and what that reads: here modules and their statements, in the parts what
 * these name.
 */
export class Inclusion {
  readonly modules: Modules;
  readonly order: ImportOrder;
  readonly worklist = new Worklist();
  readonly names: NameInclusion;
  readonly #imports: ImportInclusion;
  readonly #texts: TextInclusion;
  readonly #purity: Purity;
  readonly #effectful: ReadonlySet<LinkedModule>;
  readonly #needs = new Map<LinkedModule, Need>();
  readonly #children = new Map<string, LinkedModule[]>();
  /** By module, what its place is given to. */
  readonly #classes = new Map<LinkedModule, ModuleClass>();
  /** Whether the program asks which modules are loaded, so that running one can be noticed whatever it does. */
  #keepsModules = false;

  constructor(modules: Modules, purity: Purity, order: ImportOrder) {
    this.modules = modules;
    this.order = order;
    this.#purity = purity;
    this.#effectful = effectfulModules(modules, purity, order);
    this.#imports = new ImportInclusion(this);
    this.names = new NameInclusion(this, this.#imports);
    this.#texts = new TextInclusion(this);
    for (const [name, linked] of modules) {
      const moduleClass = findModuleClass(linked);
      if (moduleClass !== undefined) this.#classes.set(linked, moduleClass);
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

  /** The module runs, its parents before it. */
  run(linked: LinkedModule): void {
    const need = this.needOf(linked);
    if (need.runs) return;
    need.runsBecause = this.worklist.cause;
    const parent = this.modules.get(linked.name.slice(0, Math.max(0, linked.name.lastIndexOf('.'))));
    const kept = parent && this.needOf(parent).keptBecause;
    if (kept !== undefined) this.keep(linked, kept, `all of "${parent!.name}" is kept: ${kept}`);
    this.worklist.addRunning(this.worklist.cause, () => {
      for (const name of withParents(linked.name).slice(0, -1)) this.runNamed(name);
      this.#runStatements(need);
    });
  }

  runNamed(name: string): void {
    const linked = this.modules.get(name);
    if (linked !== undefined) this.run(linked);
  }

  /** Anything may look at any name of the module, and of those below it, for a reason that ends a sentence. */
  keep(linked: LinkedModule, reason: string, whole = `all of "${linked.name}" is kept: ${reason}`): void {
    const need = this.needOf(linked);
    if (need.keptBecause !== undefined) return;
    need.keptBecause = reason;
    this.run(linked);
    this.worklist.addRunning({ reason: whole }, () => {
      for (const index of linked.statements.keys()) this.include(need, index);
      for (const base of starTargets(linked)) {
        const target = this.modules.get(base ?? '');
        if (target !== undefined) this.keep(target, reason, whole);
      }
      // Those that nothing imports are no names of it.
      for (const child of this.#children.get(linked.name) ?? []) {
        if (this.needOf(child).runs) this.keep(child, reason, whole);
      }
    });
  }

  keepAll(reason: string): void {
    for (const linked of this.modules.values()) this.keep(linked, reason, `all is kept: ${reason}`);
  }

  /** Running any module can be noticed. */
  keepModules(): void {
    if (this.#keepsModules) return;
    this.#keepsModules = true;
    for (const need of this.#needs.values()) {
      if (need.runs) this.worklist.addRunning(this.worklist.cause, () => this.#runStatements(need));
    }
  }

  /** The program begins with the module: all of its statements run, and nobody else looks at its names. */
  enter(entry: LinkedModule): void {
    const need = this.needOf(entry);
    this.run(entry);
    for (const index of entry.statements.keys()) this.include(need, index);
  }

  /** Something reads a name of the module, if it has one. */
  need(linked: LinkedModule, name: string): void {
    if (provides(linked, name, this.modules)) this.names.read(this.needOf(linked), name);
  }

  /** A name is read that a module may not have: what makes such names runs. Gives whether anything does. */
  askForMissing(linked: LinkedModule): boolean {
    const need = this.needOf(linked);
    const moduleClass = this.#classes.get(linked);
    if (moduleClass !== undefined) {
      this.include(need, moduleClass.classIndex);
      this.#followLater(need, moduleClass.classIndex);
    }
    if (!linked.binders.has('__getattr__')) return moduleClass !== undefined;
    this.names.use(need, '__getattr__');
    return true;
  }

  /** Whether it can be noticed that a module runs. */
  isEffectful(name: string): boolean {
    return this.#keepsModules ? this.modules.has(name) : this.mayDoSomething(name);
  }

  /** Whether running a module of that name does something that can be noticed; it may raise. */
  mayDoSomething(name: string): boolean {
    const linked = this.modules.get(name);
    return linked !== undefined && this.#effectful.has(linked);
  }

  /** A statement stays. */
  include(need: Need, index: number): void {
    const isExported = need.exports?.index === index;
    if (need.statements.has(index) && !isExported) return;
    // Somebody reads all of it.
    if (isExported) need.exports = undefined;
    need.statements.set(index, this.worklist.cause);
    this.worklist.addNeeded({ by: need, index }, () => {
      // What changes a thing is a part of it.
      for (const name of need.linked.statements[index]!.binds) {
        for (const store of need.linked.stores.get(name) ?? []) this.include(need, store);
      }
      this.#follow(need, index);
    });
  }

  #runStatements(need: Need): void {
    for (const index of need.linked.statements.keys()) this.#runStatement(need, index);
  }

  #runStatement(need: Need, index: number): void {
    const { linked } = need;
    const { kind, binds } = linked.statements[index]!;
    if (kind === 'inert') return this.include(need, index);
    const own = { by: need, index };
    if (kind === 'import') {
      this.worklist.cause = own;
      return this.#imports.run(need, index);
    }
    const obstacle = this.#purity.obstacle(linked, index);
    if (obstacle === undefined) return;
    this.worklist.cause = { reason: obstacle };
    this.include(need, index);
    // What it has made may do something when a name is given to something else (`__del__`).
    this.worklist.cause = own;
    for (const name of binds) for (const binder of linked.binders.get(name)!) this.include(need, binder);
  }

  /** What a statement that stays needs. */
  #follow(need: Need, index: number): void {
    const { linked } = need;
    const statement = linked.statements[index]!;
    if (looksAtItself(statement, linked.text)) this.keep(linked, 'it looks at its own namespace');
    const moduleClass = this.#classes.get(linked);
    const replaces = moduleClass?.replacing.get(index);
    for (const read of statement.reads) this.names.read(need, read);
    for (const name of replaces ?? []) this.names.use(need, name);
    // What its methods need shows when they may be called.
    if (moduleClass?.classIndex !== index) this.#followLater(need, index);
  }

  #followLater(need: Need, index: number): void {
    const { linked } = need;
    const statement = linked.statements[index]!;
    for (const read of statement.later) this.names.read(need, read);
    // What replaces a module names its class, and nothing else.
    const replaces = this.#classes.get(linked)?.replacing.has(index) === true;
    if (!replaces) this.#texts.useLoadedModules(linked, statement);
    // Whether a string is a name nobody knows; a name too many does no harm.
    for (const word of statement.words) this.names.read(need, word, false);
    this.#imports.follow(need, index);
    this.#texts.follow(linked, index);
  }
}
