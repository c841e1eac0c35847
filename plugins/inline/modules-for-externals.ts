import type { Distribution } from '../environment/distribution.ts';
import type { Environment } from '../environment/environment.ts';
import type { Inlining } from './inlining.ts';

/**
 * What a distribution that stays external needs of those that go in. A bundled package is found before the one in the
 * environment, so it has to have every module that external code may ask for, not only those that the program imports.
 * @returns the dotted names of these modules, by the top-level name of what is imported
 */
export function modulesForExternals({ environment, goesIn }: Inlining): (importName: string) => readonly string[] {
  const known = new Map<string, readonly string[]>();

  function modulesFor(importName: string): readonly string[] {
    const external = environment.owners(importName).filter((owner) => !goesIn(owner));
    const bundled = [...requiredBy(external, environment)].filter(goesIn);
    return bundled.flatMap((distribution) => moduleNames(distribution, environment));
  }

  return (importName) => {
    let names = known.get(importName);
    if (names === undefined) known.set(importName, (names = modulesFor(importName)));
    return names;
  };
}

/** All that is required, for whatever extra, as far as it is installed. */
function requiredBy(distributions: readonly Distribution[], environment: Environment): Set<Distribution> {
  const required = new Set<Distribution>();
  const queue = [...distributions];
  for (const { requirements } of queue) {
    for (const { key } of requirements) {
      const distribution = environment.get(key);
      if (distribution === undefined || required.has(distribution)) continue;
      required.add(distribution);
      queue.push(distribution);
    }
  }
  return required;
}

/** The modules of a distribution, those left out that are started as programs or are tests. */
function moduleNames(distribution: Distribution, environment: Environment): string[] {
  const paths = [...environment.filesOf(distribution).keys()].filter((path) => path.endsWith('.py'));
  return paths
    .filter((path) => !/(?:^|\/)(?:tests?\/|__main__\.py$)/.test(path))
    .map((path) => path.replace(/(?:\/__init__)?\.py$/, '').replaceAll('/', '.'));
}
