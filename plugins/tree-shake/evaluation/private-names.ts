import type { Context } from './evaluate.ts';
import type { Frame } from './execute.ts';
import type { Value } from './value.ts';

/** Whether a class around it gives the name another one (Python's reference, 6.2.2). */
export const isPrivate = (name: string): boolean => name.startsWith('__') && !name.endsWith('__');

/**
 * Whether code in a method may be looked at as if private attributes of what it has were called as they are written: no
 * other class has a part in that.
 */
export function isOwnPrivate(of: Value, context: Context): boolean {
  const { owner } = context as Partial<Frame>;
  return owner !== undefined && of.madeClass === owner && owner.bases.length === 0;
}
