import type { Arguments } from './call.ts';
import { callFunction } from './call-function.ts';
import type { Context } from './evaluate.ts';
import { Unknown } from './judgement.ts';
import type { Value } from './value.ts';

/** Makes an instance of a class of the program. */
export function construct({ madeClass }: Value, given: Arguments, context: Context): Value {
  if (madeClass === undefined || !madeClass.isPlainObject || !madeClass.isWithout('__new__', '__del__'))
    throw new Unknown();
  // A class with methods that are still to be written raises.
  if (madeClass.hasAbstractMethods) throw new Unknown();
  const instance: Value = { type: 'instance', madeClass, attributes: new Map(), madeBy: context.judgement };
  if (madeClass.isWithout('__init__')) {
    if (given.positional.length > 0 || given.keywords.size > 0) throw new Unknown();
    return instance;
  }
  const initializer = madeClass.find('__init__')?.value;
  if (initializer?.type !== 'function' || initializer.definition === undefined) throw new Unknown();
  const made = callFunction(
    initializer.definition,
    { positional: [instance, ...given.positional], keywords: given.keywords },
    context,
  );
  if (made.type !== 'None') throw new Unknown();
  return instance;
}
