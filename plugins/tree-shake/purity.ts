import { mayNotBind } from '../../core/python/statements/scan-statements.ts';
import type { ImportOrder } from './import-order.ts';
import { Judgement, type Place, Unknown } from './evaluation/judgement.ts';
import { moduleScope, type Names } from './evaluation/module-scope.ts';
import { runStatement } from './evaluation/run-statement.ts';
import { type Value, whenShared } from './evaluation/value.ts';
import { isMarkedPure } from './pure-comments.ts';
import { builtins } from './known-names.ts';
import { importsModule, type LinkedModule } from './linked-module.ts';
import { meaningOf } from './meanings.ts';
import type { Modules } from './modules.ts';

/** What judges whether leaving a statement out can be noticed. */
export interface Purity {
  /** Whether a rule that is trusted says that a module does nothing but bind names when it is imported. */
  hasNoSideEffects(linked: LinkedModule): boolean;
  /** What of running a statement can raise or call code of the program, as a part of a sentence; nothing where nothing can. */
  obstacle(linked: LinkedModule, index: number): string | undefined;
}

interface Verdict {
  readonly judgement?: Judgement;
  readonly obstacle: string | undefined;
  /** What the statement gives its name. */
  readonly value: Value | undefined;
}

/**
 * @param asksForSubclasses whether anything in the program asks classes for their subclasses, so that having one is an
 *   effect
 * @param order tells whether a name of one module may not be there yet for another one
 * @param hasNoSideEffects whether a rule that is trusted says that a module does nothing but bind names
 */
export function createPurity(
  modules: Modules,
  asksForSubclasses: boolean,
  order: ImportOrder,
  hasNoSideEffects: (linked: LinkedModule) => boolean,
): Purity {
  const known = new Map<unknown, Verdict>();
  const scopes = new Map<LinkedModule, ReturnType<typeof moduleScope>>();
  const names: Names = {
    meaningOf(linked, path, place) {
      const children: (LinkedModule | undefined)[] = [];
      const meaning = meaningOf(linked, path, modules, 0, children);
      const isThere = children.every((child) => child !== undefined && isAttribute(child, linked, place));
      return isThere ? meaning : undefined;
    },
    isBound(linked, name, place) {
      if (linked !== place.linked && order.isHalfMadeFor(place.linked, linked)) return false;
      return isBound(linked, name, linked === place.linked ? place.index : Infinity);
    },
    valueOf(linked, index) {
      const { value } = verdictOf(linked, index);
      return value && whenShared(value);
    },
    hasRun: (linked, index, place) =>
      linked === place.linked ? index < place.index : !order.isHalfMadeFor(place.linked, linked),
  };

  /** Whether a module that another one imports is an attribute of its package when a statement runs. */
  function isAttribute(child: LinkedModule, linked: LinkedModule, place: Place): boolean {
    if (child === place.linked || order.isHalfMadeFor(place.linked, child)) return false;
    const above = linked === place.linked ? linked.imports.slice(0, place.index) : linked.imports;
    return above.some((imports) => imports.some((each) => importsModule(each, child.name)));
  }

  function verdictOf(linked: LinkedModule, index: number): Verdict {
    const statement = linked.statements[index]!;
    const found = known.get(statement);
    if (found !== undefined) return found;
    // A class that is its own base is no plain one.
    known.set(statement, { obstacle: 'it needs itself', value: undefined });
    const verdict = evaluated(linked, index);
    known.set(statement, verdict);
    return verdict;
  }

  function evaluated(linked: LinkedModule, index: number): Verdict {
    const scope = scopes.get(linked) ?? moduleScope(linked, names);
    scopes.set(linked, scope);
    const judgement = new Judgement({ linked, index }, modules.setOfAnything);
    try {
      const value = runStatement(linked, index, { scope, judgement }, (name) => madeFor(linked, name, index));
      const ofBody = value?.madeClass?.obstacle;
      if (ofBody !== undefined)
        return { obstacle: ofBody.message, value: changesItself(linked, index) ? undefined : value };
      const isSubclass =
        value?.madeClass !== undefined && linked.statements[index]!.effects.some(({ kind }) => kind === 'base');
      return {
        obstacle: isSubclass && asksForSubclasses ? 'it is a subclass that may be asked for' : undefined,
        value,
        judgement,
      };
    } catch (cause) {
      // An expression of ten thousand operators is deeper than the stack of calls.
      if (cause instanceof RangeError) return { obstacle: 'it is nested deeply', value: undefined };
      if (!(cause instanceof Unknown)) throw cause;
      return { obstacle: cause.message, value: undefined };
    }
  }

  /** What the only statement that binds a name has made for it, if it stands above another one. */
  function madeFor(linked: LinkedModule, name: string, before: number): Value | undefined {
    const [binder, ...others] = linked.binders.get(name) ?? [];
    if (binder === undefined || binder >= before || others.length > 0 || modules.mayRebind(linked, name))
      return undefined;
    const { value, judgement } = verdictOf(linked, binder);
    return value !== undefined && value.madeBy === judgement ? value : undefined;
  }

  function obstacle(linked: LinkedModule, index: number): string | undefined {
    const { kind, binds, reads, effects, start } = linked.statements[index]!;
    if (kind === 'inert' || kind === 'script') return undefined;
    if (kind === 'import') return 'it imports';
    if (isMarkedPure(linked, index)) return undefined;
    if (kind === 'other') return `"${firstWord(linked.text, start)}" runs`;
    // What Python itself reads of a module, or may: `__builtins__`, `__path__`.
    const special = binds.find((name) => /^__\w+__$/.test(name) && !isOnlyAskedFor(name, linked, kind));
    if (special !== undefined) return `Python may read ${special}`;
    if (hasNoSideEffects(linked)) return kind === 'store' ? storeObstacle(linked, index) : undefined;
    const unbound = reads.find((read) => !isBound(linked, read.split('.', 1)[0]!, index));
    if (unbound !== undefined) return `"${unbound}" may not be there`;
    // Names in a class body may still be in each other's way.
    return effects.length === 0 && kind !== 'class' ? undefined : verdictOf(linked, index).obstacle;
  }

  /** Whether a name is bound for certain when the statement of that index runs. */
  function isBound(linked: LinkedModule, name: string, index: number): boolean {
    if (linked.deletedNames.has(name)) return false;
    const binders = linked.binders.get(name);
    if (binders === undefined) return builtins.has(name) || isFromStar(linked, name);
    return binders.some(
      (binder) => binder < index && !mayNotBind(linked.statements[binder]!.kind) && linked.bindsInAnyCase(binder, name),
    );
  }

  function isFromStar(linked: LinkedModule, name: string): boolean {
    const children: (LinkedModule | undefined)[] = [];
    const meaning = meaningOf(linked, [name], modules, 0, children);
    return meaning !== undefined && meaning.kind !== 'builtin' && children.length === 0;
  }

  return { obstacle, hasNoSideEffects };
}

/** Whether a class body may bind names that do not stand in it. */
function changesItself({ text, statements }: LinkedModule, index: number): boolean {
  const { start, end } = statements[index]!;
  return /\b(?:locals|vars|exec|eval|__annotations__)\b/.test(text.slice(start, end));
}

/** Special names that nobody reads but who reads what is missing, or all: of a package, Python has no question itself. */
function isOnlyAskedFor(name: string, { module }: LinkedModule, kind: string): boolean {
  return name === '__all__' || (module.isPackage && kind === 'function' && /^__(?:getattr|dir)__$/.test(name));
}

/** Where all else is trusted: whether what a store changes may be another module's. */
function storeObstacle(linked: LinkedModule, index: number): string | undefined {
  const name = linked.storedName(index);
  const isOwn = linked.binders
    .get(name)
    ?.every((binder) => /^(?:function|class|assignment)$/.test(linked.statements[binder]!.kind));
  return isOwn === true ? undefined : `it changes ${name}`;
}

const firstWord = (text: string, start: number): string => /^\S+?(?=[\s:(]|$)/.exec(text.slice(start, start + 40))![0];
