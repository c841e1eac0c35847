import { deferError } from './cursor.ts';
import { Feature, recordFeature } from './features.ts';

/*
 * CPython's compiler keeps a stack of the blocks that it has to unwind: loops, `with` items and parts of `try`
 * statements. How many a part of a `try` needs depends on clauses that come later, so depths are added up from the
 * inside. A function or class begins a stack of its own.
 */

/** `CO_MAXBLOCKS` until 3.12; one more fits since. */
const MOST_BLOCKS = 20;

/** How many blocks are on the stack at most, now and in 3.8, where an `except` clause needed one and not two. */
export interface BlockDepth {
  now: number;
  before39: number;
}

let deepest: BlockDepth = { now: 0, before39: 0 };

/** Begins a measurement and returns the one around it. */
export function beginBlocks(): BlockDepth {
  const outer = deepest;
  deepest = { now: 0, before39: 0 };
  return outer;
}

/** Ends a measurement and returns it. */
export function endBlocks(outer: BlockDepth): BlockDepth {
  const inner = deepest;
  deepest = outer;
  return inner;
}

/** What is read now contains something as deep as `inner`, inside `count` more blocks. */
export function noteBlocks(inner: BlockDepth, count: number, countBefore39 = count): void {
  deepest.now = Math.max(deepest.now, inner.now + count);
  deepest.before39 = Math.max(deepest.before39, inner.before39 + countBefore39);
}

/** At the end of a function, class or module that begins at `start`. */
export function checkBlocks({ now, before39 }: BlockDepth, start: number): void {
  if (now <= MOST_BLOCKS) return;
  if (now === MOST_BLOCKS + 1) recordFeature(Feature.OneMoreBlock, start, start + 1);
  else if (before39 <= MOST_BLOCKS) recordFeature(Feature.ManyExceptClauses, start, start + 1);
  else deferError('too many statically nested blocks', start, start + 1);
}
