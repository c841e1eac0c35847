import type { Effect } from '../../core/python/statements/effect.ts';
import {
  dotted,
  harmlessBuiltins,
  harmlessDecorators,
  hasTypes,
  isHarmlessCall,
  isLibrary,
  isName,
  isOfProperty,
} from './known-calls.ts';
import type { ImportOrder } from './import-order.ts';
import { builtins, isPlainLibraryClass, plainBases } from './known-names.ts';
import type { LinkedModule } from './linked-module.ts';
import { type Meaning, meaningOf, type Modules } from './meanings.ts';

/** What judges whether leaving a statement out can be noticed. */
export interface Purity {
  /** Whether running a statement can neither raise nor call code of the program. */
  isPure(linked: LinkedModule, index: number): boolean;
}

/**
 * @param asksForSubclasses whether anything in the program asks classes for their subclasses, so that having one is an
 *   effect
 * @param order tells whether a name of one module may not be there yet for another one
 */
export function createPurity(modules: Modules, asksForSubclasses: boolean, order: ImportOrder): Purity {
  const known = new Map<LinkedModule, Map<number, boolean>>();

  function isPure(linked: LinkedModule, index: number): boolean {
    let verdicts = known.get(linked);
    if (verdicts === undefined) known.set(linked, (verdicts = new Map()));
    let verdict = verdicts.get(index);
    if (verdict === undefined) {
      // A class that is its own base is no plain one.
      verdicts.set(index, false);
      verdicts.set(index, (verdict = judge(linked, index)));
    }
    return verdict;
  }

  function judge(linked: LinkedModule, index: number): boolean {
    const { kind, binds, reads, effects } = linked.statements[index]!;
    if (kind === 'inert') return true;
    if (kind === 'other' || kind === 'import') return false;
    // What Python itself reads of a module, or may: `__builtins__`, `__path__`.
    if (binds.some((name) => /^__\w+__$/.test(name) && name !== '__all__')) return false;
    return (
      reads.every((read) => isBound(linked, read.split('.', 1)[0]!, index)) &&
      effects.every((effect) => isHarmless(effect, linked, index))
    );
  }

  /** Whether a name is bound for certain when the statement of that index runs. */
  function isBound(linked: LinkedModule, name: string, index: number): boolean {
    if (linked.deletedNames.has(name)) return false;
    const binders = linked.binders.get(name);
    if (binders === undefined) return builtins.has(name) || isFromStar(linked, name);
    return binders.some((binder) => binder < index && linked.statements[binder]!.kind !== 'other');
  }

  function isFromStar(linked: LinkedModule, name: string): boolean {
    const meaning = meaningOf(linked, [name], modules);
    return meaning !== undefined && meaning.kind !== 'builtin';
  }

  /** What a dotted name means, if its module has run by the time that `linked` asks. */
  function meaningBefore(linked: LinkedModule, index: number, text: string): Meaning | undefined {
    const meaning = meaningOf(linked, dotted(text), modules);
    if (meaning?.kind !== 'statement') return meaning;
    if (meaning.linked === linked) return meaning.index < index ? meaning : undefined;
    return order.isHalfMadeFor(linked, meaning.linked) ? undefined : meaning;
  }

  function isHarmless(effect: Effect, linked: LinkedModule, index: number): boolean {
    const name = linked.text.slice(effect.start, effect.nameEnd);
    const meaning = (): Meaning | undefined => meaningBefore(linked, index, name);
    switch (effect.kind) {
      case 'attribute':
        return meaning() !== undefined || isOfProperty(linked, index, name);
      case 'subscript': {
        const of = meaning();
        const isOfTypes =
          (of?.kind === 'library' && of.module === 'typing') ||
          (of?.kind === 'statement' && isGeneric(of.linked, of.index));
        return isOfTypes && hasTypes(linked.text.slice(effect.nameEnd, effect.end));
      }
      case 'call':
        return isHarmlessCall(meaning(), linked.text.slice(effect.nameEnd, effect.end));
      case 'decorator':
        return isHarmlessDecorator(linked, index, linked.text.slice(effect.start, effect.end));
      case 'base':
        return !asksForSubclasses && isPlainBase(linked, index, name);
      case 'keyword':
        return (
          /^metaclass\s*=/.test(name) &&
          isLibrary(meaningBefore(linked, index, name.replace(/^metaclass\s*=\s*/, '')), 'abc.ABCMeta')
        );
      case 'class-value':
        return isWithoutSetName(linked, index, name);
      case 'key':
        return isHashedByIdentity(linked, index, name);
      case 'other':
        return false;
    }
  }

  function isHarmlessDecorator(linked: LinkedModule, index: number, text: string): boolean {
    const [name] = text.split('(', 1);
    const meaning = meaningBefore(linked, index, name!);
    if (meaning?.kind === 'builtin') return harmlessBuiltins.has(meaning.name) && name === text;
    if (meaning?.kind === 'library') return harmlessDecorators.has(`${meaning.module}.${meaning.name}`);
    return isOfProperty(linked, index, text);
  }

  /** Whether making a class with this base calls nothing. */
  function isPlainBase(linked: LinkedModule, index: number, text: string): boolean {
    const bracket = text.indexOf('[');
    const meaning = meaningBefore(linked, index, bracket === -1 ? text : text.slice(0, bracket));
    if (meaning?.kind === 'builtin') return plainBases.has(meaning.name) && bracket === -1;
    if (meaning?.kind === 'library') return isPlainLibraryClass(meaning.module, meaning.name);
    return meaning?.kind === 'statement' && isPlainClass(meaning.linked, meaning.index);
  }

  /** A class whose subclasses are made without calling anything of the program. */
  function isPlainClass(linked: LinkedModule, index: number): boolean {
    const { kind, start, end, effects } = linked.statements[index]!;
    if (kind !== 'class') return false;
    const text = linked.text.slice(start, end);
    if (text.startsWith('@') || /\b__init_subclass__\b|\b__mro_entries__\b/.test(text)) return false;
    return effects
      .filter((effect) => effect.kind === 'base' || effect.kind === 'keyword')
      .every((effect) => isHarmless(effect, linked, index));
  }

  /** A plain class that takes types in brackets by what `typing.Generic` does. */
  function isGeneric(linked: LinkedModule, index: number): boolean {
    const { start, end, effects } = linked.statements[index]!;
    if (!isPlainClass(linked, index) || linked.text.slice(start, end).includes('__class_getitem__')) return false;
    return effects.some((effect) => {
      if (effect.kind !== 'base') return false;
      const meaning = meaningBefore(linked, index, linked.text.slice(effect.start, effect.end).split('[', 1)[0]!);
      if (meaning?.kind === 'statement') return isGeneric(meaning.linked, meaning.index);
      return isLibrary(meaning, 'typing.Generic', 'typing.Protocol');
    });
  }

  /** Whether a name in a class body is that of a function, of the class or the module, or of a class. */
  function isWithoutSetName(linked: LinkedModule, index: number, text: string): boolean {
    const { start, end } = linked.statements[index]!;
    if (isName(text) && new RegExp(`\\bdef ${text}\\b`).test(linked.text.slice(start, end))) return true;
    if (/^(?:staticmethod|classmethod|property)\s*\(/.test(text)) return true;
    if (text === 'True' || text === 'False' || text === 'None') return true;
    const meaning = /^[\p{ID_Continue}.]+$/u.test(text) ? meaningBefore(linked, index, text) : undefined;
    if (meaning?.kind === 'builtin') return plainBases.has(meaning.name);
    if (meaning?.kind !== 'statement') return false;
    const bound = meaning.linked.statements[meaning.index]!;
    if (bound.kind === 'function') return !meaning.linked.text.startsWith('@', bound.start);
    if (bound.kind === 'class') return isPlainClass(meaning.linked, meaning.index);
    return bound.kind === 'assignment' && bound.reads.length === 0 && bound.effects.length === 0;
  }

  /** Classes and functions are hashed by what they are, unless a metaclass says otherwise. */
  function isHashedByIdentity(linked: LinkedModule, index: number, text: string): boolean {
    if (!/^[\p{ID_Continue}.\s]+$/u.test(text)) return false;
    const meaning = meaningBefore(linked, index, text);
    if (meaning?.kind === 'builtin') return plainBases.has(meaning.name);
    if (meaning?.kind !== 'statement') return false;
    const bound = meaning.linked.statements[meaning.index]!;
    if (bound.kind === 'function') return !meaning.linked.text.startsWith('@', bound.start);
    return isPlainClass(meaning.linked, meaning.index);
  }

  return { isPure };
}
