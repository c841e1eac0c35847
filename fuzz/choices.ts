/**
 * Decisions read one by one from a list of random numbers that fast-check made and can shrink. 0 is always the simplest
 * decision, and what comes after the end of the list is 0.
 */
export interface Choices {
  /** A whole number from 0 up to, without, the limit. */
  number(limit: number): number;
  from<Item>(items: readonly Item[]): Item;
  /** True once in so many times. */
  chance(oneIn: number): boolean;
  /** Up to so many different items, at least one, in the list's order. */
  some<Item>(items: readonly Item[], most: number): Item[];
}

/** Reads choices from a list of numbers, each at least as large as the largest limit asked for. */
export function choicesFrom(draws: readonly number[]): Choices {
  let next = 0;
  const number = (limit: number): number => (draws[next++] ?? 0) % limit;
  return {
    number,
    from: (items) => items[number(items.length)],
    chance: (oneIn) => number(oneIn) === oneIn - 1,
    some(items, most) {
      const chosen = new Set(Array.from({ length: 1 + number(most) }, () => number(items.length)));
      return items.filter((_, index) => chosen.has(index));
    },
  };
}
