import type { Context } from '../../core/context.ts';
import type { Module } from '../../core/module.ts';
import { guessedRequirement, localRequirement } from '../../core/diagnostics.ts';
import { isStandardLibrary } from '../../core/python/standard-library.ts';
import type { Distribution } from '../environment/distribution.ts';
import type { Environment } from '../environment/environment.ts';
import { normalizedName } from '../environment/requirement.ts';
import { wellKnownDistribution } from '../environment/well-known-names.ts';
import type { Inlining } from '../inline/inlining.ts';
import { type Declaration, type Declarations, markerOf } from './declarations.ts';
import type { ExternalUse } from './external-uses.ts';
import { sourceAddress, versionClauses } from './version-clauses.ts';

/** What requirements are made from. */
export interface RequirementSources {
  readonly uses: readonly ExternalUse[];
  readonly environment: Environment | undefined;
  readonly inlining: Inlining | undefined;
  readonly inlined: ReadonlySet<Distribution>;
  readonly declarations: Declarations;
}

interface Required {
  readonly name: string;
  readonly distribution: Distribution | undefined;
  readonly importers: Set<Module>;
}

/** The requirements of a bundle (PEP 508), a line each, sorted by name. */
export function requiredDistributions(sources: RequirementSources, context: Context): string[] {
  const { environment, inlined, declarations, inlining } = sources;
  const required = new Map<string, Required>();

  function add(name: string, distribution: Distribution | undefined, use?: ExternalUse): void {
    const key = normalizedName(name);
    const known = required.get(key) ?? { name, distribution, importers: new Set() };
    for (const importer of use?.importers ?? []) known.importers.add(importer);
    required.set(key, known);
  }

  for (const use of sources.uses) {
    const found = installedFor(use, sources);
    for (const distribution of found) add(distribution.name, distribution, use);
    if (found.length > 0 || isStandardLibrary(use.importName)) continue;
    const guess = wellKnownDistribution(use.importName);
    const declared = declarations.get(normalizedName(guess))?.[0];
    // What is not installed, and need not be, is not missed.
    if (declared !== undefined) add(declared.requirement.name, undefined, use);
    // Private names are those of the interpreter's own modules.
    else if (use.isCertain && !guess.startsWith('_')) {
      context.warn(guessedRequirement(use.importName, guess));
      add(guess, undefined, use);
    }
  }
  // What the program declares it may need without importing it: drivers, plug-ins.
  const bundled = new Set([...inlined].map(({ key }) => key));
  for (const [key, declared] of declarations) {
    const own = declared.find(({ by }) => by === 'script');
    if (own !== undefined && !bundled.has(key)) add(own.requirement.name, environment?.get(key));
  }

  const lines = [...required].map(([key, row]) => ({ key, line: requirementLine(row, declarations.get(key) ?? []) }));
  return lines.toSorted((a, b) => (a.key < b.key ? -1 : 1)).map(({ line }) => line);

  function requirementLine({ name, distribution, importers }: Required, declared: readonly Declaration[]): string {
    const extras = [...new Set(declared.flatMap(({ requirement }) => requirement.extras))].toSorted();
    const what = extras.length === 0 ? name : `${name}[${extras.join(',')}]`;
    const marker = markerOf(declared, importers, inlining);
    const condition = marker === undefined ? '' : `; ${marker}`;
    const source = distribution === undefined ? undefined : sourceAddress(distribution);
    const isLocal = source?.startsWith('file:') === true;
    const address = declared.find(({ requirement }) => requirement.address !== undefined)?.requirement.address;
    if (address !== undefined) return `${what} @ ${address}${condition && ` ${condition}`}`;
    if (isLocal) context.warn(localRequirement(name, source!));
    else if (source !== undefined) return `${what} @ ${source}${condition && ` ${condition}`}`;
    const clauses = versionClauses(distribution?.version, declared, context.options.pinRequirements);
    return `${what}${clauses.join(',')}${condition}`;
  }
}

/** The installed distributions that have what is imported; of a namespace package's, those with the names below it. */
function installedFor(use: ExternalUse, { environment, inlined }: RequirementSources): readonly Distribution[] {
  if (isStandardLibrary(use.importName, environment?.version)) return [];
  const owners = (environment?.owners(use.importName) ?? []).filter((owner) => !inlined.has(owner));
  if (owners.length < 2) return owners;
  const paths = [...use.names].filter((name) => name.includes('.')).map((name) => name.replaceAll('.', '/'));
  const having = owners.filter((owner) => {
    const files = [...environment!.filesOf(owner).keys()];
    return paths.some((path) => files.some((file) => file.startsWith(`${path}/`) || file.startsWith(`${path}.`)));
  });
  // A regular package belongs to those who claim its own file.
  const init = owners.filter((owner) => environment!.filesOf(owner).has(`${use.importName}/__init__.py`));
  return init.length > 0 ? init : having;
}
