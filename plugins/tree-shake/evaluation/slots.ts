import type { MadeClass } from './made-class.ts';

/** The names in the `__slots__` of a class body. */
export function slotsOf({ names }: MadeClass): string[] {
  const slots = names.get('__slots__');
  const values = slots?.items ?? (slots === undefined ? [] : [slots]);
  return values.flatMap(({ literal }) => (typeof literal === 'string' ? [literal] : []));
}

/** Classes whose instances have no room for slots, as they are of any length. */
const withoutRoom = /^(?:bytes|int|tuple|type|a named tuple)$/;

/** Whether a class can have the slots that are in its body. */
export function takesSlots(made: MadeClass): boolean {
  const slots = slotsOf(made);
  if (slots.length === 0) return true;
  const hasRoom = [...made.line()].every(({ libraryBases }) => !libraryBases.some((base) => withoutRoom.test(base)));
  return hasRoom && !slots.some((name) => made.names.has(name));
}
