import type { MadeClass } from './made-class.ts';

/** The names in the `__slots__` of a class body. */
export function slotsOf({ names }: MadeClass): string[] {
  const slots = names.get('__slots__');
  const values = slots?.items ?? (slots === undefined ? [] : [slots]);
  return values.flatMap(({ literal }) => (typeof literal === 'string' ? [literal] : []));
}
