/** Whether an offset is in one of some ranges, given as starts and ends in turn. */
export function rangeTest(bounds: readonly number[]): (offset: number) => boolean {
  const ranges = Array.from({ length: bounds.length / 2 }, (_, index) => index).toSorted(
    (a, b) => bounds[2 * a]! - bounds[2 * b]! || bounds[2 * b + 1]! - bounds[2 * a + 1]!,
  );
  const starts = Int32Array.from(ranges, (range) => bounds[2 * range]!);
  // A range may hold others: what counts is how far the ones that begin before an offset reach.
  const ends = Int32Array.from(ranges, (range) => bounds[2 * range + 1]!);
  for (let index = 1; index < ends.length; index++) ends[index] = Math.max(ends[index]!, ends[index - 1]!);
  return (offset) => {
    const before = indexBefore(starts, starts.length, offset);
    return before >= 0 && offset < ends[before]!;
  };
}

/** The last index whose value is at most `value`, in sorted numbers; -1 where there is none. */
export function indexBefore(sorted: Int32Array, count: number, value: number): number {
  let [low, high] = [0, count];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle]! <= value) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
