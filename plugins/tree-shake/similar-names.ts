/** Python looks at no more names than that for a similar one. */
const MOST_NAMES = 700;

/**
 * The names that Python may suggest for one that is not there (3.10: `Did you mean`), of those that are; a few too many.
 * By Python/suggestions.c: a name that costs at most a third of the letters of both, moves at 2, case at 1.
 */
export function similarNames(wanted: string, names: ReadonlySet<string>): string[] {
  if (names.size > MOST_NAMES) return [...names];
  return [...names].filter((name) => {
    const most = Math.floor((wanted.length + name.length + 3) / 6);
    return Math.abs(wanted.length - name.length) <= most && distance(wanted.toLowerCase(), name.toLowerCase()) <= most;
  });
}

/** Levenshtein's distance. */
function distance(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (let at = 1; at <= one.length; at++) {
    const next = [at];
    for (let index = 1; index <= other.length; index++) {
      const isSame = one[at - 1] === other[index - 1];
      next.push(Math.min(row[index]! + 1, next[index - 1]! + 1, row[index - 1]! + (isSame ? 0 : 1)));
    }
    row = next;
  }
  return row[other.length]!;
}
