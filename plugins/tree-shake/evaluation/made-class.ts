import type { ClassDefinition } from '../../../core/python/statement-text/statement-tree.ts';
import type { Unknown } from './judgement.ts';
import type { Value } from './value.ts';

/** A name with an annotation in a class body. */
export interface ClassField {
  readonly name: string;
  readonly annotation: string;
}

/** A class of the program that is made without calling anything. */
export class MadeClass {
  readonly name: string;
  /** In their order: classes of the program; names of builtins, and of classes of the library with their modules. */
  readonly direct: readonly (MadeClass | string)[];
  /** The program's own, where it has one. */
  readonly metaclass: MadeClass | undefined;
  /** Whether its metaclass may be one of the library. */
  readonly hasLibraryMetaclass: boolean;
  /** What its body binds, `undefined` for what it may bind. */
  readonly names: ReadonlyMap<string, Value | undefined>;
  /** What has annotations in it. */
  readonly fields: readonly ClassField[];
  /** With the bodies of its functions. */
  readonly tree: () => ClassDefinition | undefined;
  /** What of its body may do something, which is noticed when it is made, but not by those that are derived from it. */
  readonly obstacle: Unknown | undefined;
  /** How many types it takes in brackets by what `typing.Generic` does; nothing where that is not certain. */
  readonly typeParameters: number | undefined;
  /** Names of attributes that something in the program sets of classes it may not name. */
  readonly #setNames: ReadonlySet<string>;

  constructor(
    facts: Pick<
      MadeClass,
      | 'name'
      | 'direct'
      | 'metaclass'
      | 'hasLibraryMetaclass'
      | 'names'
      | 'fields'
      | 'tree'
      | 'obstacle'
      | 'typeParameters'
    >,
    setNames: ReadonlySet<string>,
  ) {
    this.#setNames = setNames;
    this.name = facts.name;
    this.direct = facts.direct;
    this.metaclass = facts.metaclass;
    this.hasLibraryMetaclass = facts.hasLibraryMetaclass;
    this.names = facts.names;
    this.fields = facts.fields;
    this.tree = facts.tree;
    this.obstacle = facts.obstacle;
    this.typeParameters = facts.names.has('__class_getitem__') ? undefined : facts.typeParameters;
  }

  get bases(): MadeClass[] {
    return this.direct.filter((base) => typeof base !== 'string');
  }

  get libraryBases(): string[] {
    return this.direct.filter((base) => typeof base === 'string');
  }

  /** It and the classes of the program that it is derived from, each before its own bases. */
  *line(): Generator<MadeClass> {
    yield this;
    for (const base of this.bases) yield* base.line();
  }

  /** Whether neither it nor a class of the program that it is derived from has any of the names. */
  isWithout(...names: readonly string[]): boolean {
    return [...this.line()].every((each) => names.every((name) => !each.names.has(name) && !this.#setNames.has(name)));
  }

  /** Whether its metaclass, where that is one of the program, has none of the names. */
  isWithoutInMetaclass(...names: readonly string[]): boolean {
    return this.metaclass?.isWithout(...names) !== false;
  }

  /** What it or a class of the program that it is derived from calls by a name; nothing where that is not certain. */
  find(name: string): { readonly value: Value; readonly owner: MadeClass } | undefined {
    if (this.#setNames.has(name)) return undefined;
    const owners = [...new Set(this.line())].filter((each) => each.names.has(name));
    const [owner] = owners;
    // With several bases the order is not always that of the line.
    const isCertain =
      owners.length === 1 || (owner !== undefined && [...this.line()].every(({ bases }) => bases.length < 2));
    const value = isCertain ? owner?.names.get(name) : undefined;
    return value && owner && { value, owner };
  }

  /** Whether it may have methods that have to be written yet, so that it has no instances. */
  get hasAbstractMethods(): boolean {
    const mayBeAbstract = (value: Value | undefined): boolean =>
      value?.isAbstract ?? (this.hasLibraryMetaclass && (value === undefined || isOfUnknown(value)));
    return [...this.line()].some(({ names }) => [...names.values()].some(mayBeAbstract));
  }

  /** Whether instances of it are made by `object`, with the classes of the program. */
  get isPlainObject(): boolean {
    return [...this.line()].every(
      ({ libraryBases, metaclass }) => metaclass === undefined && libraryBases.every((base) => plain.has(base)),
    );
  }
}

const isOfUnknown = ({ type, isOfLibrary }: Value): boolean => type === 'object' && isOfLibrary !== true;

const plain = new Set(['object', 'abc.ABC', 'typing.Generic']);
