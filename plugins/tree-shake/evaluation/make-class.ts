import type { Expression } from '../../../core/python/expression-text/expression-tree.ts';
import type { ClassDefinition } from '../../../core/python/statement-text/statement-tree.ts';
import { isPlainLibraryClass, plainBases } from '../known-names.ts';
import { checkEnumeration, isEnumeration } from './enumerations.ts';
import { type Context, evaluate, unknown } from './evaluate.ts';
import { boundNames } from './execute.ts';
import { runClassBody } from './class-body.ts';
import { Unknown } from './judgement.ts';
import { haveOneLayout } from './layouts.ts';
import { metaclassOf } from './metaclasses.ts';
import { haveOneOrder } from './method-resolution.ts';
import { takesSlots } from './slots.ts';
import { typeVariables } from './types-in-brackets.ts';
import { type ClassField, MadeClass } from './made-class.ts';
import { LocalScope } from './scope.ts';
import type { Value } from './value.ts';

/** Makes a class of a definition, whose decorators are left to the caller. */
export function makeClass(head: ClassDefinition, context: Context, tree: () => ClassDefinition | undefined): Value {
  if (head.hasTypeParameters) throw new Unknown(`"class" has type parameters`);
  const bases = head.positional.map((each) => baseOf(each, context));
  const madeBases = bases.flatMap(({ madeClass }) => madeClass ?? []);
  const libraryBases = bases.flatMap(({ library }) => library ?? []);
  if (!haveOneOrder(bases) || !haveOneLayout(madeBases, libraryBases))
    throw unknown('is derived from', head.positional.at(-1)!);
  // A protocol has no other bases than protocols.
  const isProtocol = libraryBases.includes('typing.Protocol');
  const arePlain = libraryBases.every((base) => /^(?:object|typing\.(?:Protocol|Generic))$/.test(base));
  if (isProtocol && !(arePlain && madeBases.every((base) => base.libraryBases.includes('typing.Protocol'))))
    throw new Unknown('it is derived from Protocol');
  const { metaclass, isOfLibrary } = metaclassOf(head, madeBases, libraryBases, context);
  const scope = new LocalScope(context.scope, true, boundNames(head.body));
  const fields: ClassField[] = [];
  const { judgement } = context;
  let made: MadeClass | undefined = undefined;
  const obstacle = runClassBody(head.body, { scope, judgement, fields, made: () => made });
  made = new MadeClass(
    {
      name: head.name,
      direct: bases.map(({ madeClass, library }) => madeClass ?? library!),
      metaclass,
      hasLibraryMetaclass: isOfLibrary,
      names: scope.names,
      fields,
      tree,
      obstacle,
      typeParameters: typeParametersOf(head.positional, context),
    },
    judgement.setNames,
  );
  if (isOfLibrary && [...scope.names.values()].some((value) => value !== undefined && mayAnswer(value)))
    throw new Unknown('its abstract methods are looked for');
  if (!takesSlots(made)) throw new Unknown('it has in its class __slots__');
  if (isEnumeration(made)) checkEnumeration(made, head);
  return { type: 'class', madeClass: made, madeBy: judgement };
}

/** Whether a value runs something when `ABCMeta` asks whether it is abstract (CPython's Lib/_py_abc.py). */
function mayAnswer({ type, madeClass }: Value): boolean {
  const asked = ['__getattr__', '__getattribute__', '__isabstractmethod__', '__get__'];
  if (type === 'instance') return !madeClass!.isWithout(...asked);
  return type === 'class' && madeClass?.isWithoutInMetaclass(...asked) === false;
}

/** A base whose subclasses are made without calling anything of the program. */
function baseOf(expression: Expression, context: Context): Value {
  const base = expression.type === 'starred' ? undefined : evaluate(expression, context);
  const { madeClass, library = '' } = base ?? {};
  const dot = library.lastIndexOf('.');
  const isPlain =
    base?.type === 'class' && madeClass !== undefined
      ? madeClass.isWithout('__init_subclass__')
      : plainBases.has(library) ||
        library === 'a named tuple' ||
        isPlainLibraryClass(library.slice(0, Math.max(0, dot)), library.slice(dot + 1));
  const isBare = expression.type !== 'subscript' && library === 'typing.Generic';
  if (base === undefined || isBare || !(isPlain || isEnumeration(library)))
    throw unknown('is derived from', expression);
  return base;
}

/** How many type variables its bases have in brackets, which are those that the class takes types for. */
function typeParametersOf(bases: readonly Expression[], context: Context): number | undefined {
  const types = bases.flatMap(inBrackets);
  const count = typeVariables(types, context);
  for (const base of bases) {
    const isGeneric = base.type === 'subscript' && evaluate(base.object, context).library === 'typing.Generic';
    // It has to list all of them.
    if (isGeneric && inBrackets(base).length < count) throw unknown('is derived from', base);
  }
  const areFlat = types.every(({ type }) => type !== 'subscript');
  return areFlat && count > 0 ? count : undefined;
}

function inBrackets(base: Expression): readonly Expression[] {
  if (base.type !== 'subscript') return [];
  return base.index.type === 'tuple' ? base.index.elements : [base.index];
}
