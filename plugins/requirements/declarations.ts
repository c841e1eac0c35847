import type { Graph } from '../../core/graph.ts';
import type { Module } from '../../core/module.ts';
import type { Distribution } from '../environment/distribution.ts';
import { parseRequirement, type Requirement } from '../environment/requirement.ts';
import type { Inlining } from '../inline/inlining.ts';

/** Who says that something is required. */
export interface Declaration {
  readonly requirement: Requirement;
  /** The entry's script metadata, the project that it belongs to, or the inlined distribution whose metadata say so. */
  readonly by: 'script' | 'project' | Distribution;
}

/** All declarations by the normalised name of what is required. */
export type Declarations = ReadonlyMap<string, readonly Declaration[]>;

/**
 * Collects what the program and the inlined distributions declare. What a distribution requires for its extras is left
 * out: whether one was asked for is not known.
 */
export function collectDeclarations(
  script: readonly string[],
  project: readonly string[],
  inlined: ReadonlySet<Distribution>,
): Declarations {
  const all = new Map<string, Declaration[]>();
  const add = (requirement: Requirement | undefined, by: Declaration['by']): void => {
    if (requirement === undefined || requirement.forExtras.length > 0) return;
    const known = all.get(requirement.key);
    if (known === undefined) all.set(requirement.key, [{ requirement, by }]);
    else known.push({ requirement, by });
  };
  for (const text of script) add(parseRequirement(text), 'script');
  for (const text of project) add(parseRequirement(text), 'project');
  for (const distribution of inlined) {
    for (const requirement of distribution.requirements) add(requirement, distribution);
  }
  return all;
}

/**
 * The environment marker under which something is required: none unless all who import it declare one, as what imports it
 * without a condition needs it in any case.
 * @param importers none where nobody imports what the program declares
 */
export function markerOf(
  declarations: readonly Declaration[],
  importers: ReadonlySet<Module>,
  inlining: Inlining | undefined,
): string | undefined {
  const program = declarations.filter(({ by }) => typeof by === 'string');
  // Declared by the program, its condition holds for whoever else is in the bundle.
  const decisive = program.length > 0 ? program : declarations;
  const markers = new Set(decisive.map(({ requirement }) => requirement.marker));
  if (markers.size === 0 || markers.has(undefined)) return undefined;
  const declaring = new Set(decisive.map(({ by }) => by));
  const isDeclared = ({ file }: Module): boolean =>
    program.length > 0 || (file !== undefined && declaring.has(inlining!.distributionOf(file)!));
  if (![...importers].every(isDeclared)) return undefined;
  return markers.size === 1 ? [...markers][0] : [...markers].map((marker) => `(${marker})`).join(' or ');
}

/** Distributions of which the bundle has modules. */
export function inlinedDistributions(graph: Graph, inlining: Inlining | undefined): Set<Distribution> {
  const found = graph.dependencies.flatMap(({ file }) => (file && inlining?.distributionOf(file)) || []);
  return new Set(found.filter((distribution) => inlining!.goesIn(distribution)));
}
