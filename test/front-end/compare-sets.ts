const SHOWN = 2;

/** Says what is in one list and not in the other, in whatever order; as often as it is there. */
export function compareSets(what: string, mine: readonly string[], theirs: readonly string[]): string[] {
  const counts = new Map<string, number>();
  for (const line of mine) counts.set(line, (counts.get(line) ?? 0) + 1);
  const missing: string[] = [];
  for (const line of theirs) {
    const count = counts.get(line) ?? 0;
    if (count === 0) missing.push(line);
    else counts.set(line, count - 1);
  }
  const extra = [...counts].filter(([, count]) => count > 0).map(([line]) => line);
  if (missing.length + extra.length === 0) return [];
  return [`${what}: ${extra.slice(0, SHOWN).join(' | ')} instead of ${missing.slice(0, SHOWN).join(' | ')}`];
}
