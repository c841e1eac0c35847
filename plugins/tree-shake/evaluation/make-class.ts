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
      isGeneric: head.positional.some((each) => isGenericBase(each, context)),
    },
    judgement.setNames,
  );
  if (!takesSlots(made)) throw new Unknown('it has in its class __slots__');
  if ([...made.line()].some(isEnumeration)) checkEnumeration(made, head);
  return { type: 'class', madeClass: made, madeBy: judgement };
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
  const isTyping = expression.type === 'subscript' && isGenericBase(expression, context);
  if (base === undefined || !(isPlain || isTyping || isEnumeration(library)))
    throw unknown('is derived from', expression);
  return base;
}

const isGenericBase = (expression: Expression, context: Context): boolean => {
  const named = expression.type === 'subscript' ? expression.object : expression;
  return (
    /^typing\.(?:Generic|Protocol)$/.test(evaluate(named, context).library ?? '') ||
    (expression.type === 'subscript' && evaluate(named, context).madeClass?.isGeneric === true)
  );
};
