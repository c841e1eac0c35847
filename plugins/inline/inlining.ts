import type { Context } from '../../core/context.ts';
import { distributionStaysExternal, inlineNotFound } from '../../core/diagnostics.ts';
import { nearest } from '../../core/nearest.ts';
import { isStandardLibrary } from '../../core/python/standard-library.ts';
import type { Distribution } from '../environment/distribution.ts';
import type { Environment } from '../environment/environment.ts';
import { neededExtension } from './needed-extension.ts';

/** Which third-party modules go into the bundle. */
export interface Inlining {
  readonly environment: Environment;
  /** Whether the module in a file of the environment goes in. */
  includes(name: string, file: string): boolean;
  /** Whether something of a namespace package goes in. */
  includesSomeOf(name: string): boolean;
  /** Whether a file is third-party code. */
  isInstalled(file: string): boolean;
  /** The distribution that installed a file. */
  distributionOf(file: string): Distribution | undefined;
  /** The top-level names that a distribution, of any spelling, installs. */
  importNames(name: string): readonly string[];
  /** Every distribution that may go in. */
  distributions(): readonly Distribution[];
}

/**
 * Reads `inline`, `inlineDependencies` and `external`.
 * @throws CriboError `INLINE_NOT_FOUND` when a name is neither a distribution nor something to import
 */
export function createInlining(environment: Environment, context: Context): Inlining {
  const { inline, inlineDependencies, external } = context.options;
  const named = new Set<Distribution>();
  /** Import names that belong to no distribution, as code does that was copied there. */
  const loose = new Set<string>();
  for (const name of inline === true ? [] : inline) {
    const found = distributionsCalled(name, environment);
    if (found.length > 0) found.forEach((distribution) => named.add(distribution));
    else if (environment.has(name)) loose.add(name);
    else context.error(inlineNotFound(name, nearest(name, knownNames(environment))));
  }
  const asked = inlineDependencies ? withRequirements(named, environment) : named;
  const kept = new Set(external.flatMap((name) => distributionsCalled(name, environment)));
  const decisions = new Map<Distribution, boolean>();

  function goesIn(distribution: Distribution): boolean {
    let decision = decisions.get(distribution);
    if (decision === undefined) decisions.set(distribution, (decision = decide(distribution)));
    return decision;
  }

  function decide(distribution: Distribution): boolean {
    if (kept.has(distribution) || (inline !== true && !asked.has(distribution))) return false;
    const extension = neededExtension(distribution);
    if (extension === undefined) return true;
    const message = distributionStaysExternal(distribution.name, extension);
    if (named.has(distribution)) context.warn(message);
    else context.info(message);
    return false;
  }

  return {
    environment,
    includes(name, file) {
      const [top] = name.split('.', 1);
      if (isStandardLibrary(top, environment.version)) return false;
      const distribution = environment.distributionOf(file);
      if (distribution !== undefined) return goesIn(distribution);
      return inline === true || loose.has(top);
    },
    includesSomeOf: (name) => environment.owners(name.split('.', 1)[0]).some(goesIn),
    isInstalled: (file) => environment.isInstalled(file),
    distributionOf: (file) => environment.distributionOf(file),
    importNames: (name) => environment.importNames(name),
    distributions: () => environment.distributions.filter(goesIn),
  };
}

/** By the name that pip knows, else by that of a package. */
function distributionsCalled(name: string, environment: Environment): readonly Distribution[] {
  const distribution = environment.get(name);
  return distribution === undefined ? environment.owners(name) : [distribution];
}

function withRequirements(named: Iterable<Distribution>, environment: Environment): Set<Distribution> {
  const all = new Set(named);
  for (const { requirements } of all) {
    for (const key of requirements) {
      const required = environment.get(key);
      if (required !== undefined) all.add(required);
    }
  }
  return all;
}

function knownNames({ distributions }: Environment): string[] {
  return distributions.map(({ name }) => name);
}
