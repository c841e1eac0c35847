import { plainBases } from '../known-names.ts';
import { libraryValue } from '../library-values.ts';
import type { LinkedModule } from '../linked-module.ts';
import type { Meaning } from '../meanings.ts';
import type { Place } from './judgement.ts';
import type { Scope } from './scope.ts';
import { OBJECT, STRING, type Value } from './value.ts';

/** What is known of the names of modules. */
export interface Names {
  /** What a dotted name in a module means when a statement runs. */
  meaningOf(linked: LinkedModule, path: readonly string[], place: Place): Meaning | undefined;
  /** Whether a name of a module is bound for certain when a statement runs. */
  isBound(linked: LinkedModule, name: string, place: Place): boolean;
  /** What a statement gives a name, as others see it. */
  valueOf(linked: LinkedModule, index: number): Value | undefined;
  /** Whether a statement has run before another one does. */
  hasRun(linked: LinkedModule, index: number, place: Place): boolean;
}

const builtinClasses = new Set([
  'type',
  'property',
  'staticmethod',
  'classmethod',
  'super',
  'range',
  'bool',
  'enumerate',
  'map',
  'zip',
  'filter',
  'reversed',
  'slice',
  'memoryview',
]);

/** The names at the top of a module. */
export function moduleScope(linked: LinkedModule, names: Names): Scope {
  return {
    hasFutureAnnotations: linked.module.facts.futureFeatures.includes('annotations'),
    isLocal: () => false,
    lookUp(path, place) {
      const meaning = names.meaningOf(linked, path, place);
      if (!names.isBound(linked, path[0]!, place)) return undefined;
      const value = meaning && valueOf(meaning, names, place);
      return value ?? (path.length === 1 ? OBJECT : undefined);
    },
  };
}

function valueOf(meaning: Meaning, names: Names, place: Place): Value | undefined {
  switch (meaning.kind) {
    case 'builtin': {
      const { name } = meaning;
      if (/^__\w+__$/.test(name)) return name === '__name__' ? STRING : OBJECT;
      return { type: plainBases.has(name) || builtinClasses.has(name) ? 'class' : 'function', library: name };
    }
    case 'library':
      return libraryValue(meaning.module, meaning.name);
    case 'module':
      return undefined;
    case 'statement':
      return names.hasRun(meaning.linked, meaning.index, place)
        ? (names.valueOf(meaning.linked, meaning.index) ?? OBJECT)
        : undefined;
  }
}
