import type { ImportedName, ImportFact } from '../../core/python/facts.ts';
import { boundName, withParents } from '../../core/python/import-requests.ts';
import { literalExports } from './exports.ts';
import type { Inclusion } from './inclusion.ts';
import type { LinkedImport, LinkedModule } from './linked-module.ts';
import type { Need } from './need.ts';
import { provides } from './provided-names.ts';

/** The part of inclusion that is about import statements. */
export class ImportInclusion {
  readonly #inclusion: Inclusion;

  constructor(inclusion: Inclusion) {
    this.#inclusion = inclusion;
  }

  /** The import statements of a statement run: modules whose running can be noticed run, whatever is needed of them. */
  run(need: Need, index: number): void {
    const { order, worklist } = this.#inclusion;
    const { linked } = need;
    const running = withParents(linked.name);
    const isEffectful = (name: string): boolean => this.#inclusion.isEffectful(name);
    for (const { fact, base } of linked.imports[index]!) {
      const isStar = fact.names[0]!.name === '*';
      for (const name of fact.from === undefined ? fact.names.map((each) => each.name) : [base ?? '']) {
        const isNoticed = withParents(name).some((each) => !running.includes(each) && isEffectful(each));
        if (isNoticed || isStar) for (const each of withParents(name)) this.#inclusion.runNamed(each);
      }
      // What `__all__` names has to be there for a star import.
      if (isStar && base !== undefined) this.#useExports(linked, fact, base);
      if (fact.from === undefined || isStar) continue;
      if (order.mayMiss(linked, index)) {
        const { cause } = worklist;
        worklist.cause = { reason: 'what it imports may not be there yet' };
        this.#inclusion.include(need, index);
        worklist.cause = cause;
      }
      // A name that is also a submodule may have to be imported for what that does, or must not, where a package has the name.
      for (const imported of fact.names) if (isEffectful(`${base}.${imported.name}`)) this.#includeFrom(base, imported);
    }
  }

  /** What the import statements of a statement that stays bind. */
  follow(need: Need, index: number): void {
    const { imports, statements } = need.linked;
    for (const each of imports[index]!) {
      for (const imported of each.fact.names) {
        this.include(need, each, imported, localUses(each, imported, statements[index]!.locals));
      }
    }
  }

  /**
   * A name of an import statement is bound.
   * @param uses the attributes that are read of what it means, where it is no name of the module
   */
  include(need: Need, found: LinkedImport, imported: ImportedName, uses: readonly (readonly string[])[]): void {
    const { fact, base, neverRuns } = found;
    need.importedNames.add(imported);
    if (neverRuns) return;
    if (fact.from === undefined) for (const name of withParents(imported.name)) this.#inclusion.runNamed(name);
    if (fact.from !== undefined) this.#includeFrom(base, imported);
    // Under a condition, too, `__all__` is read, and may name what is not there.
    if (imported.name === '*' && base !== undefined) this.#useExports(need.linked, fact, base);
    for (const attributes of need.keptBecause === undefined || fact.scope === 0 ? uses : [[]]) {
      this.#inclusion.names.readImported(need, found, imported, attributes);
    }
  }

  #includeFrom(base: string | undefined, { name }: ImportedName): void {
    const { modules, names } = this.#inclusion;
    const linked = base === undefined ? undefined : modules.get(base);
    if (linked === undefined) return;
    this.#inclusion.run(linked);
    if (name === '*') return;
    const submodule = modules.get(`${base}.${name}`);
    if (submodule !== undefined) this.#inclusion.run(submodule);
    if (provides(linked, name, modules)) names.use(this.#inclusion.needOf(linked), name);
    else if (!this.#inclusion.askForMissing(linked) && submodule === undefined) names.needSimilar(linked, name);
  }

  #useExports(linked: LinkedModule, star: ImportFact, name: string): void {
    const { modules } = this.#inclusion;
    const target = modules.get(name);
    if (target?.binders.has('__all__') === true) this.#exportNames(this.#inclusion.needOf(target));
    if (target !== undefined) this.#inclusion.askForMissing(target);
    for (const { fact, name: imported } of linked.module.imports) {
      const submodule = fact === star && imported.startsWith(`${name}.`) ? modules.get(imported) : undefined;
      if (submodule !== undefined) this.#inclusion.keep(submodule, `"${linked.name}" has it by a star import`);
    }
  }

  /** A star import reads `__all__`: what it names has to be there, and what nobody reads can be taken out of it. */
  #exportNames(need: Need): void {
    const { modules, worklist } = this.#inclusion;
    const found = need.keptBecause === undefined ? literalExports(need.linked) : undefined;
    if (found === undefined) return this.#useAllNamed(need);
    if (need.names.has('__all__') || need.exports !== undefined || need.statements.has(found.index)) return;
    need.statements.set(found.index, worklist.cause);
    const provided = found.items.map(({ name }) => name).filter((name) => provides(need.linked, name, modules));
    need.exports = { ...found, provided: new Set(provided) };
  }

  /** Where `__all__` is another module's, or is put together of others, it may name anything. */
  #useAllNamed(need: Need): void {
    const { names } = this.#inclusion;
    const { binders, statements } = need.linked;
    names.use(need, '__all__');
    const isOwn = binders.get('__all__')?.every((index) => {
      const { kind, reads } = statements[index]!;
      return kind !== 'import' && reads.every((read) => read === '__all__');
    });
    if (isOwn === false) for (const name of binders.keys()) names.use(need, name);
  }
}

/** The attributes that are read of what an import statement in a function binds there. */
function localUses({ fact }: LinkedImport, imported: ImportedName, locals: readonly string[]): string[][] {
  if (fact.scope === 0) return [];
  const name = boundName(fact, imported);
  return locals.map((each) => each.split('.')).flatMap(([first, ...rest]) => (first === name ? [rest] : []));
}
