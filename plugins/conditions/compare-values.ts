import type { Constant } from '../../core/python/conditions/test-expression.ts';
import { agreed, type KnownValue } from './known-value.ts';

const opposites: Readonly<Record<string, string>> = {
  '>=': '<',
  '<=': '>',
  '!=': '==',
  'not in': 'in',
  'is not': 'is',
};

const mirrored: Readonly<Record<string, string>> = { '<': '>', '>': '<', '==': '==', is: 'is' };

/** What a comparison gives; nothing where that is not known. */
export function compareValues(
  left: KnownValue | undefined,
  operator: string,
  right: KnownValue | undefined,
): boolean | undefined {
  const opposite = opposites[operator];
  if (opposite !== undefined) {
    const result = compareValues(left, opposite, right);
    return result === undefined ? undefined : !result;
  }
  if (left === undefined || right === undefined) return undefined;
  if (left.kind === 'constants' && right.kind === 'constants') {
    return agreed(left.values.flatMap((a) => right.values.map((b) => compareConstants(a, operator, b))));
  }
  if (right.kind !== 'constants') {
    return left.kind === 'constants' && operator in mirrored
      ? compareValues(right, mirrored[operator]!, left)
      : undefined;
  }
  if (operator === 'in') return isAmong(left, right.values);
  return agreed(
    right.values.map((value) =>
      left.kind === 'range'
        ? compareRange(left.least, left.most, operator, value)
        : compareVersion(left as never, operator, value),
    ),
  );
}

/** Whether what is not one constant is in a display. */
function isAmong(left: KnownValue, [list, ...others]: readonly Constant[]): boolean | undefined {
  if (!Array.isArray(list) || others.length > 0) return undefined;
  const results = list.map((item: Constant) => compareValues(left, '==', { kind: 'constants', values: [item] }));
  if (results.includes(true)) return true;
  return results.every((result) => result === false) ? false : undefined;
}

function compareRange(least: number, most: number, operator: string, value: Constant): boolean | undefined {
  if (typeof value !== 'number') return undefined;
  if (operator === '<') return most < value ? true : least >= value ? false : undefined;
  if (operator === '>') return least > value ? true : most <= value ? false : undefined;
  if (operator !== '==' && operator !== 'is') return undefined;
  return value < least || value > most ? false : least === most ? true : undefined;
}

/** No version has come after 3 so far, and what does will say what runs on it. */
const END: readonly Constant[] = [4];

function compareVersion(
  { least }: Extract<KnownValue, { kind: 'version' }>,
  operator: string,
  value: Constant,
): boolean | undefined {
  if (!Array.isArray(value)) return undefined;
  const isAbove = orderOf(least, value);
  const isPast = orderOf(value, END);
  if (isAbove === undefined || isPast === undefined) return undefined;
  if (operator === '<') return isPast >= 0 ? true : isAbove >= 0 ? false : undefined;
  if (operator === '>') return isAbove > 0 ? true : isPast >= 0 ? false : undefined;
  return operator === '==' && (isAbove > 0 || isPast >= 0) ? false : undefined;
}

function compareConstants(left: Constant, operator: string, right: Constant): boolean | undefined {
  if (operator === '==') return isEqual(left, right);
  // Only these are one object everywhere.
  if (operator === 'is') return isSingleton(left) || isSingleton(right) ? left === right : undefined;
  if (operator === 'in') {
    if (Array.isArray(right)) return right.some((item: Constant) => isEqual(left, item));
    return typeof left === 'string' && typeof right === 'string' ? right.includes(left) : undefined;
  }
  const order = orderOf(left, right);
  if (order === undefined) return undefined;
  if (operator === '<') return order < 0;
  return operator === '>' ? order > 0 : undefined;
}

const isSingleton = (value: Constant): boolean => value === null || typeof value === 'boolean';

/** `True == 1` in Python. */
const plain = (value: Constant): Constant => (typeof value === 'boolean' ? Number(value) : value);

function isEqual(left: Constant, right: Constant): boolean {
  if (!Array.isArray(left) || !Array.isArray(right)) return plain(left) === plain(right);
  return left.length === right.length && left.every((item: Constant, index) => isEqual(item, right[index] as Constant));
}

/** Negative where the left one is less; nothing where Python would not compare them, or not so. */
function orderOf(left: Constant, right: Constant): number | undefined {
  if (Array.isArray(left) && Array.isArray(right)) {
    for (let index = 0; index < Math.min(left.length, right.length); index++) {
      const order = orderOf(left[index] as Constant, right[index] as Constant);
      if (order !== 0) return order;
    }
    return left.length - right.length;
  }
  const [a, b] = [plain(left), plain(right)];
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  // Code units and code points are in the same order but for surrogates, which no such name has.
  return typeof a === 'string' && typeof b === 'string' ? (a < b ? -1 : a > b ? 1 : 0) : undefined;
}
