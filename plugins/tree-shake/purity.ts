import type { Effect } from '../../core/python/statements/effect.ts';
import { mayNotBind } from '../../core/python/statements/scan-statements.ts';
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
import { type KnownValue, knownValue, madeBy, type ValueScope } from './known-values.ts';
import { libraryValue } from './library-values.ts';
import { builtins, isPlainLibraryClass, plainBases } from './known-names.ts';
import type { LinkedModule } from './linked-module.ts';
import { type Meaning, meaningOf } from './meanings.ts';
import type { Modules } from './modules.ts';

/** What judges whether leaving a statement out can be noticed. */
export interface Purity {
  /** Whether a rule that is trusted says that a module does nothing but bind names when it is imported. */
  hasNoSideEffects(linked: LinkedModule): boolean;
  /** What of running a statement can raise or call code of the program, as a part of a sentence; nothing where nothing can. */
  obstacle(linked: LinkedModule, index: number): string | undefined;
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
  const known = new Map<LinkedModule, Map<number, string | undefined>>();

  function obstacle(linked: LinkedModule, index: number): string | undefined {
    let verdicts = known.get(linked);
    if (verdicts === undefined) known.set(linked, (verdicts = new Map()));
    if (!verdicts.has(index)) {
      // A class that is its own base is no plain one.
      verdicts.set(index, 'it needs itself');
      verdicts.set(index, judge(linked, index));
    }
    return verdicts.get(index);
  }

  function judge(linked: LinkedModule, index: number): string | undefined {
    const { kind, binds, reads, effects, start } = linked.statements[index]!;
    if (kind === 'inert' || kind === 'script') return undefined;
    if (kind === 'import') return 'it imports';
    if (kind === 'other') return `"${firstWord(linked.text, start)}" runs`;
    // What Python itself reads of a module, or may: `__builtins__`, `__path__`.
    const special = binds.find((name) => /^__\w+__$/.test(name) && !isOnlyAskedFor(name, linked, kind));
    if (special !== undefined) return `Python may read ${special}`;
    if (hasNoSideEffects(linked)) return undefined;
    const unbound = reads.find((read) => !isBound(linked, read.split('.', 1)[0]!, index));
    if (unbound !== undefined) return `"${unbound}" may not be there`;
    const effect = effects.find((each) => !isHarmless(each, linked, index));
    if (effect === undefined || (kind === 'assignment' && isKnownValue(linked, index))) return undefined;
    return describe(effect, linked.text);
  }

  /** Whether all that the statement does is to make values of builtin types. */
  function isKnownValue(linked: LinkedModule, index: number): boolean {
    const value = valueOf(linked, index);
    const { effects } = linked.statements[index]!;
    const { text, start } = assignedText(linked, index);
    if (value === undefined || text === '') return false;
    return effects.every((effect) => effect.start >= start || isHarmless(effect, linked, index));
  }

  const values = new Map<unknown, KnownValue | undefined>();

  /** The value that an assignment gives a name, as far as it is known. */
  function valueOf(linked: LinkedModule, index: number): KnownValue | undefined {
    const statement = linked.statements[index]!;
    if (!values.has(statement)) {
      values.set(statement, undefined);
      const { text } = assignedText(linked, index);
      values.set(statement, text === '' ? undefined : knownValue(text, scopeAt(linked, index)));
    }
    return values.get(statement);
  }

  function scopeAt(linked: LinkedModule, index: number): ValueScope {
    return {
      valueOf(name) {
        const meaning = meaningBefore(linked, index, name);
        if (meaning?.kind === 'library') return libraryValue(meaning.module, meaning.name);
        if (meaning?.kind === 'builtin')
          return builtins.has(name) ? { type: plainBases.has(name) ? 'class' : 'object' } : undefined;
        if (meaning?.kind !== 'statement') return undefined;
        const bound = meaning.linked.statements[meaning.index]!;
        const isDecorated = meaning.linked.text.startsWith('@', bound.start);
        if (bound.kind === 'function') return { type: isDecorated ? 'object' : 'function' };
        if (bound.kind === 'class') return { type: isPlainClass(meaning.linked, meaning.index) ? 'class' : 'object' };
        return bound.kind === 'assignment' ? (valueOf(meaning.linked, meaning.index) ?? { type: 'object' }) : undefined;
      },
      callOf(name, given, args) {
        const meaning = meaningBefore(linked, index, name);
        if (meaning?.kind === 'builtin' && args !== undefined) {
          const made = madeBy(meaning.name, args);
          if (made !== undefined) return made;
        }
        return isHarmlessCall(meaning, given) ? { type: 'object' } : undefined;
      },
      itemOf(name, given) {
        return isOfTypes(meaningBefore(linked, index, name)) && hasTypes(given) ? { type: 'object' } : undefined;
      },
    };
  }

  /** What takes types in brackets. */
  function isOfTypes(meaning: Meaning | undefined): boolean {
    if (meaning?.kind === 'library') return meaning.module === 'typing';
    return meaning?.kind === 'statement' && isGeneric(meaning.linked, meaning.index);
  }

  /** Whether a name is bound for certain when the statement of that index runs. */
  function isBound(linked: LinkedModule, name: string, index: number): boolean {
    if (linked.deletedNames.has(name)) return false;
    const binders = linked.binders.get(name);
    if (binders === undefined) return builtins.has(name) || isFromStar(linked, name);
    return binders.some((binder) => binder < index && !mayNotBind(linked.statements[binder]!.kind));
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
        return isOfTypes(meaning()) && hasTypes(linked.text.slice(effect.nameEnd, effect.end));
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

  return { obstacle, hasNoSideEffects };
}

/** Special names that nobody reads but who reads what is missing, or all: of a package, Python has no question itself. */
function isOnlyAskedFor(name: string, { module }: LinkedModule, kind: string): boolean {
  return name === '__all__' || (module.isPackage && kind === 'function' && /^__(?:getattr|dir)__$/.test(name));
}

/** The text behind the last `=` of an assignment of names, and where it begins. */
function assignedText({ text, statements }: LinkedModule, index: number): { text: string; start: number } {
  const { start, end } = statements[index]!;
  const code = text.slice(start, end);
  const head = /^(?:[\p{ID_Continue}]+\s*=(?!=)\s*)+|^[\p{ID_Continue}]+\s*:[^=\n"'#]*=\s*/u.exec(code);
  return head === null ? { text: '', start } : { text: code.slice(head[0].length), start: start + head[0].length };
}

const firstWord = (text: string, start: number): string => /^\S+?(?=[\s:(]|$)/.exec(text.slice(start, start + 40))![0];

const descriptions: Readonly<Record<Effect['kind'], string>> = {
  attribute: 'reads',
  call: 'calls',
  subscript: 'looks up',
  decorator: 'is decorated by',
  base: 'is derived from',
  keyword: 'is made with',
  'class-value': 'has in its class',
  key: 'hashes',
  other: 'evaluates',
};

function describe({ kind, start, nameEnd, end }: Effect, text: string): string {
  const code = text.slice(start, kind === 'other' ? end : nameEnd).replaceAll(/\s+/g, ' ');
  return `it ${descriptions[kind]} ${code.length > 40 ? `${code.slice(0, 37)}...` : code}`;
}
