import type { Context } from '../../core/context.ts';
import { distributionsOverlap, distributionStaysExternal, inlineNotFound } from '../../core/diagnostics.ts';
import { nearest } from '../../core/nearest.ts';
import { isStandardLibrary } from '../../core/python/standard-library.ts';
import type { Distribution } from '../environment/distribution.ts';
import type { Environment } from '../environment/environment.ts';
import { parseRequirement } from '../environment/requirement.ts';
import { SearchPath } from '../resolve/search-path.ts';
import { inlinedClosure, type Wanted } from './inlined-closure.ts';
import { neededExtension } from './needed-extension.ts';

/** Which third-party modules go into the bundle. */
export interface Inlining {
  readonly environment: Environment;
  /** Whether what is imported of a distribution goes in. */
  goesIn(distribution: Distribution): boolean;
  /** Whether the module in a file of the environment goes in. */
  includes(name: string, file: string): boolean;
  /** Whether something of a namespace package goes in. */
  includesSomeOf(name: string): boolean;
  /** The distribution that installed a file. */
  distributionOf(file: string): Distribution | undefined;
  /** The top-level names that a distribution, of any spelling, installs. */
  importNames(name: string): readonly string[];
  /** Every distribution that may go in. */
  candidates(): readonly Distribution[];
  /** Distributions of which some module goes in; complete once every module has been looked for. */
  readonly distributions: ReadonlySet<Distribution>;
}

/**
 * Reads `inline`, `inlineDependencies` and `external`.
 * @param declared requirements of the entry's script metadata; where there are some, `inline: true` means them alone
 * @throws CriboError `INLINE_NOT_FOUND` when a name is neither a distribution nor something to import
 */
export function createInlining(
  environment: Environment,
  context: Context,
  declared: readonly string[] | undefined,
): Inlining {
  const { inline, inlineDependencies, external } = context.options;
  /** Import names that belong to no distribution, as code does that was copied there. */
  const loose = new Set<string>();
  const named: Wanted[] = [];
  for (const name of inline === true ? [] : inline) {
    const found = wantedBy(name, environment);
    named.push(...found);
    if (found.length > 0) continue;
    if (!isInstalled(name, environment)) context.error(inlineNotFound(name, nearest(name, knownNames(environment))));
    loose.add(name);
  }
  const chosen = new Set(named.map(distributionOf));
  const all = inline === true && declared === undefined;
  if (inline === true) named.push(...(declared ?? []).flatMap((text) => requiredBy(text, environment)));
  const asked = inlineDependencies ? inlinedClosure(named, environment) : new Set(named.map(distributionOf));
  const kept = new Set(external.flatMap((name) => wantedBy(name, environment)).map(distributionOf));
  const decisions = new Map<Distribution, boolean>();
  const overlaps = new Set<Distribution>();
  const distributions = new Set<Distribution>();

  function goesIn(distribution: Distribution): boolean {
    let decision = decisions.get(distribution);
    if (decision === undefined) decisions.set(distribution, (decision = decide(distribution)));
    return decision;
  }

  function decide(distribution: Distribution): boolean {
    if (kept.has(distribution) || (!all && !asked.has(distribution))) return false;
    const extension = neededExtension(environment.filesOf(distribution));
    if (extension === undefined) return true;
    const message = distributionStaysExternal(distribution.name, extension);
    if (chosen.has(distribution)) context.warn(message);
    else context.info(message);
    return false;
  }

  /** The distribution of a file; says so, once a distribution, when there are several. */
  function ownerOf(file: string): Distribution | undefined {
    const [owner, ...others] = environment.claimants(file);
    if (others.length > 0 && !overlaps.has(owner) && goesIn(owner)) {
      overlaps.add(owner);
      const names = others.map(({ name }) => name);
      context.warn(distributionsOverlap(file, owner.name, names));
    }
    return owner;
  }

  return {
    environment,
    goesIn,
    includes(name, file) {
      const [top] = name.split('.', 1);
      if (isStandardLibrary(top, environment.version)) return false;
      const distribution = ownerOf(file);
      if (distribution === undefined) return inline === true || loose.has(top);
      if (goesIn(distribution)) distributions.add(distribution);
      return goesIn(distribution);
    },
    includesSomeOf(name) {
      const [top] = name.split('.', 1);
      const owners = environment.owners(top);
      return owners.length === 0 ? inline === true || loose.has(top) : owners.some(goesIn);
    },
    distributionOf: ownerOf,
    importNames: (name) => environment.importNames(name),
    candidates: () => environment.distributions.filter(goesIn),
    distributions,
  };
}

/** By the name that pip knows, which may ask for extras, else by that of a package. */
function wantedBy(text: string, environment: Environment): Wanted[] {
  const [, name, extras = ''] = /^([^[]*)(?:\[(.*)\])?$/.exec(text) ?? [];
  const distribution = environment.get(name);
  const found = distribution === undefined ? environment.owners(name) : [distribution];
  const asked = extras.split(',').map((extra) => extra.trim());
  return found.map((each) => ({ distribution: each, extras: asked.filter(Boolean) }));
}

/** What a requirement (PEP 508) names, as far as it is installed. */
function requiredBy(text: string, environment: Environment): Wanted[] {
  const { key = '', extras = [] } = parseRequirement(text) ?? {};
  const distribution = environment.get(key);
  return distribution === undefined ? [] : [{ distribution, extras }];
}

const distributionOf = ({ distribution }: Wanted): Distribution => distribution;

/** Whether a top-level name lies in one of the folders of the environment. */
function isInstalled(name: string, { folders, mapped }: Environment): boolean {
  return mapped.has(name) || new SearchPath().find(name, folders) !== undefined;
}

function knownNames({ distributions }: Environment): string[] {
  return distributions.map(({ name }) => name);
}
