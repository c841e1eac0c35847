import type { Module } from '../../core/module.ts';
import type { Distribution } from '../environment/distribution.ts';
import type { Environment } from '../environment/environment.ts';
import type { Inlining } from './inlining.ts';

/**
 * Finds what distributions that stay external need of those that go in. A bundled package is found before the one in the
 * environment, so it has to have every module that external code may ask for, not only those that the program imports. What
 * the program imports nothing of is not in the bundle, and external code finds it in the environment.
 * @returns a function that is told of each module of the graph, and gives the dotted names of modules that are to go in too
 */
export function modulesForExternals(inlining: Inlining): (module: Module) => readonly string[] {
  const { environment } = inlining;
  const seen = new Set<string>();
  /** Distributions that external ones require, of which some module is in the bundle, and of which all modules are. */
  const required = new Set<Distribution>();
  const present = new Set<Distribution>();
  const whole = new Set<Distribution>();

  function follow(importName: string): void {
    if (seen.has(importName)) return;
    seen.add(importName);
    const external = environment.owners(importName).filter((owner) => !inlining.goesIn(owner));
    for (const distribution of requiredBy(external, environment)) required.add(distribution);
  }

  return ({ file, facts }) => {
    const own = file === undefined ? undefined : inlining.distributionOf(file);
    if (own !== undefined) present.add(own);
    for (const { from, level, names } of facts.imports) {
      if (level > 0) continue;
      for (const name of from === undefined ? names.map((each) => each.name) : [from]) follow(name.split('.', 1)[0]);
    }
    const needed = [...present].filter((distribution) => required.has(distribution) && !whole.has(distribution));
    for (const distribution of needed) whole.add(distribution);
    return needed.flatMap((distribution) => moduleNames(distribution, environment));
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
