/** Choices that are the same for the same seed. */
export interface Random {
  /** A whole number from 0 up to, without, the limit. */
  below(limit: number): number;
  from<Item>(items: readonly Item[]): Item;
  /** True in that share of all cases. */
  chance(share: number): boolean;
}

/** Numbers of the mulberry32 generator. */
export function seededRandom(seed: number): Random {
  let state = seed * 2654435761;
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
  const below = (limit: number): number => Math.floor(next() * limit);
  return { below, from: (items) => items[below(items.length)]!, chance: (share) => next() < share };
}
