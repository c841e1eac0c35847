import type { Graph } from '../../core/graph.ts';
import type { PythonVersion } from '../../core/python/facts.ts';

/** A bundle's own runtime runs on no older Python. */
const oldest: PythonVersion = [3, 8];

/**
 * The versions of Python that a bundle runs on, as `requires-python` says them: those that have all syntax of all modules
 * (it is one file) and that its parts declare.
 * @param declared ranges of packages and scripts (PEP 440): their lowest versions become one, other clauses are kept
 */
export function pythonRange(
  graph: Graph,
  target: PythonVersion | undefined,
  declared: readonly (string | undefined)[],
): string {
  const features = graph.modules.flatMap(({ facts }) => facts.features);
  const lowest = [oldest, ...(target === undefined ? [] : [target]), ...features.map(({ since }) => since)].map(textOf);
  const others = new Set(features.flatMap(({ until }) => (until === undefined ? [] : `<${textOf(until)}`)));
  for (const range of declared) {
    for (const clause of (range ?? '').split(',').map((each) => each.replaceAll(/\s+/g, ''))) {
      const [, version] = /^[>~]=(\d[\d.]*)$/.exec(clause) ?? [];
      if (version !== undefined) lowest.push(version);
      if (clause !== '' && !clause.startsWith('>=')) others.add(clause);
    }
  }
  const [highest] = lowest.toSorted((a, b) => compareVersions(b, a));
  // What is below the lowest needs no exception.
  const isBelow = (clause: string): boolean =>
    clause.startsWith('!=') && compareVersions(clause.replace(/^!=|\.\*$/g, ''), highest) < 0;
  return [`>=${highest}`, ...[...others].filter((clause) => !isBelow(clause))].join(',');
}

function textOf([major, minor]: PythonVersion): string {
  return `${major}.${minor}`;
}

function compareVersions(one: string, other: string): number {
  const [a, b] = [one, other].map((version) => version.split('.').map(Number));
  for (let index = 0; index < Math.max(a.length, b.length); index++) {
    const difference = (a[index] ?? 0) - (b[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
