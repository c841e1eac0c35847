import type { PythonVersion } from '../../core/python/facts.ts';
import type { Choices } from '../choices.ts';
import type { Statement } from '../model.ts';

/** What a name of a plain program is bound to. */
export type PlainKind = 'value' | 'function' | 'decorator' | 'class' | 'exception' | 'module';

/** A module, once it has been written: those that import it are written after it. */
export interface PlainModule {
  readonly name: string;
  readonly isPackage: boolean;
  /** What it binds, in the end. */
  readonly exports: Map<string, PlainKind>;
}

/** What constructs know of the module that they are written for. */
export interface PlainScope {
  readonly module: PlainModule;
  readonly isEntry: boolean;
  /** The modules that it may import, and all that are in its packages. */
  readonly later: readonly PlainModule[];
  /** What its global names are bound to at this place. */
  readonly known: Map<string, PlainKind>;
  /** Those of them that others seldom ask for, as they may have no value. */
  readonly uncertain: Set<string>;
  /** Modules by the expressions that give them. */
  readonly modules: Map<string, PlainModule>;
  readonly version: PythonVersion;
  /** A number that no other statement prints. */
  tag(): number;
}

/** A kind of statement of plain programs; gives nothing where the place lacks what it needs. */
export type PlainConstruct = (scope: PlainScope, choices: Choices) => Statement | undefined;

/** The names that all modules use for everything, so that they collide. */
const common = 'value total name item run make Box Shape _helper LIMIT data kind x _'.split(' ');
const ofBuiltins = 'id list max open format sum'.split(' ');

export function anyName(choices: Choices): string {
  return choices.from(choices.chance(40) ? ofBuiltins : common);
}

/** Something that can be read at this place: a number, a global name, an attribute of a module. */
export function anyOperand(scope: PlainScope, choices: Choices, ...kinds: PlainKind[]): string {
  const found = operands(scope).filter(([, kind]) => kinds.length === 0 || kinds.includes(kind));
  const literals = kinds.length === 0 || kinds.includes('value') ? ['3', "'text'", '[1, 2]'] : [];
  if (found.length === 0 || (literals.length > 0 && choices.chance(6))) return choices.from(['0', ...literals]);
  return choices.from(found)[0];
}

/** All that can be read, with what it is, but for modules. */
function operands({ known, modules }: PlainScope): [expression: string, kind: PlainKind][] {
  const own = [...known].filter(([, kind]) => kind !== 'module');
  const others = [...modules].flatMap(([expression, { exports }]) =>
    [...exports]
      .filter(([, kind]) => kind !== 'module')
      .map(([name, kind]): [string, PlainKind] => [`${expression}.${name}`, kind]),
  );
  return [...own, ...others];
}

/** Notes that a global name has another value. */
export function bind(scope: PlainScope, name: string, kind: PlainKind): void {
  forget(scope, name);
  scope.uncertain.delete(name);
  scope.known.set(name, kind);
}

/** Notes that a global name is gone, or that what it is bound to is not known. */
export function forget({ known, modules }: PlainScope, name: string): void {
  known.delete(name);
  for (const expression of modules.keys()) {
    if (expression === name || expression.startsWith(`${name}.`)) modules.delete(expression);
  }
}
