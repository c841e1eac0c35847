import { Precedence, unparseExpression } from '../../../core/python/expression-text/unparse-expression.ts';
import type { ClassDefinition } from '../../../core/python/statement-text/statement-tree.ts';
import { type Context, evaluate } from './evaluate.ts';
import { Unknown } from './judgement.ts';
import type { MadeClass } from './made-class.ts';

/** What a metaclass has that runs when a class is made of it. */
const running = ['__new__', '__init__', '__prepare__', 'mro'];

/** The metaclass of a class, where it is one of the program, or whether it may be one of the library. */
export interface Metaclass {
  readonly metaclass: MadeClass | undefined;
  readonly isOfLibrary: boolean;
}

/** Finds the metaclass that a class gets by its keywords and bases; making the class calls nothing of it. */
export function metaclassOf(
  { keywords }: ClassDefinition,
  bases: readonly MadeClass[],
  libraryBases: readonly string[],
  context: Context,
): Metaclass {
  const all = new Set(bases.flatMap(({ metaclass }) => metaclass ?? []));
  let isOfLibrary =
    bases.some((base) => base.hasLibraryMetaclass) ||
    libraryBases.some((base) => base.includes('.') && base !== 'typing.Generic');
  for (const { name, value: given } of keywords) {
    const value = name === 'metaclass' ? evaluate(given, context) : undefined;
    if (value?.library === 'type') continue;
    if (value?.library === 'abc.ABCMeta') isOfLibrary = true;
    else if (value?.madeClass !== undefined && isSilent(value.madeClass)) all.add(value.madeClass);
    else throw new Unknown(`it is made with ${name ?? '**'}=${unparseExpression(given, Precedence.Test)}`);
  }
  const [metaclass] = all;
  // Which of several is derived from the others is not looked at.
  if (all.size > 1 || (metaclass !== undefined && isOfLibrary))
    throw new Unknown(`it is made with metaclass=${metaclass!.name}`);
  return { metaclass, isOfLibrary };
}

const isSilent = (made: MadeClass): boolean =>
  made.isWithout(...running) &&
  [...made.line()].every(
    ({ libraryBases, metaclass }) => metaclass === undefined && libraryBases.every((base) => base === 'type'),
  );
