import { type References, Role, ScopeKind } from '../../core/python/references.ts';
import { compareSets } from './compare-sets.ts';

/** A scope of `reference_rows.py`. */
export type ScopeRow = [kind: string, parent: number];

const ROLES: Record<number, string> = {
  [Role.Load]: 'Load',
  [Role.Store]: 'Store',
  [Role.Delete]: 'Delete',
  [Role.Parameter]: 'Parameter',
  [Role.Global]: 'Global',
  [Role.Nonlocal]: 'Nonlocal',
  [Role.Import]: 'Import',
  [Role.Definition]: 'Definition',
  [Role.Augmented]: 'Augmented',
  [Role.Walrus]: 'Walrus',
  [Role.TypeParameter]: 'TypeParameter',
  [Role.Annotated]: 'Annotated',
  [Role.AnnotatedStore]: 'AnnotatedStore',
  [Role.BareAnnotation]: 'BareAnnotation',
};

const SCOPES: Record<number, string> = {
  [ScopeKind.Module]: 'module',
  [ScopeKind.Class]: 'class',
  [ScopeKind.Function]: 'function',
  [ScopeKind.AsyncFunction]: 'function',
  [ScopeKind.Lambda]: 'lambda',
  [ScopeKind.Comprehension]: 'comprehension',
  [ScopeKind.Generator]: 'genexpr',
  [ScopeKind.TypeParameters]: 'type parameters',
  [ScopeKind.TypeVariable]: 'type variable',
  [ScopeKind.TypeAlias]: 'type alias',
};

/** What Python says about one reference. */
interface Row {
  readonly place: string;
  readonly role: string;
  readonly name: string;
  readonly scope: number;
  readonly meaning: string;
}

function parseRow(text: string): Row {
  const [place, role, name, scope, meaning] = text.split(' ') as [string, string, string, string, string];
  return { place, role, name, scope: Number(scope), meaning };
}

/** How many scopes outwards the binding of a reference is; `global`; or `builtin`. */
function meaningOf(all: References, index: number): string {
  const definition = all.definitions[index]!;
  if (definition < 0) return 'builtin';
  if (definition === 0) return 'global';
  let hops = 0;
  for (let scope = all.scopeIndices[index]!; scope !== definition; hops++) scope = all.scopes.parents[scope]!;
  return String(hops);
}

/** What Python says a name means that is never evaluated. */
const UNKNOWN = '?';

const textOf = (role: string, name: string, meaning: string): string => `${role} ${name} means ${meaning}`;

/**
 * In what the references of a text differ from Python's: places, roles, names, the scopes that they stand in, and those
 * whose binding they mean.
 */
export function compareReferences(
  all: References,
  theirs: readonly string[],
  theirScopes: readonly ScopeRow[],
): string[] {
  const left = new Map(Array.from({ length: all.count }, (_, index) => [String(all.offsets[index]), index]));
  const scopes = new ScopePairs(all, theirScopes);
  const differences: string[] = [];
  const inFields = new Map<string, Row[]>();
  for (const row of theirs.map(parseRow)) {
    if (row.place.includes('-')) {
      inFields.set(row.place, [...(inFields.get(row.place) ?? []), row]);
      continue;
    }
    const index = left.get(row.place);
    if (index === undefined) {
      differences.push(`reference: none at ${row.place}, where ${row.name} is`);
      continue;
    }
    left.delete(row.place);
    const wanted = textOf(row.role, row.name, row.meaning);
    const got = referenceText(all, index, row.meaning === UNKNOWN);
    if (got !== wanted) differences.push(`reference: at ${row.place}: ${got}, and not: ${wanted}`);
    if (!scopes.agree(all.scopeIndices[index]!, row.scope)) {
      differences.push(`reference: ${row.name} at ${row.place} stands in another scope`);
    }
  }
  for (const [place, rows] of inFields) differences.push(...compareFields(all, left, place, rows));
  for (const [place, index] of left) differences.push(`reference: one too many at ${place}: ${nameAt(all, index)}`);
  return differences;
}

/** Which scope of theirs is which of ours follows from the references that stand in them. */
class ScopePairs {
  readonly #all: References;
  readonly #theirs: readonly ScopeRow[];
  readonly #toMine = new Map([[0, 0]]);
  readonly #toTheirs = new Map([[0, 0]]);

  constructor(all: References, theirs: readonly ScopeRow[]) {
    this.#all = all;
    this.#theirs = theirs;
  }

  /** Whether two scopes, and those around them, are of one kind and in no other pair. */
  agree(mine: number, theirs: number): boolean {
    const known = this.#toMine.get(theirs);
    if (known !== undefined || this.#toTheirs.has(mine)) return known === mine;
    const { kinds, parents } = this.#all.scopes;
    const [kind, parent] = this.#theirs[theirs]!;
    if (SCOPES[kinds[mine]!] !== kind) return false;
    this.#toMine.set(theirs, mine);
    this.#toTheirs.set(mine, theirs);
    return this.agree(parents[mine]!, parent);
  }
}

/** The names in one f-string, of which Python says only that; those that are compared are no longer `left`. */
function compareFields(all: References, left: Map<string, number>, place: string, rows: readonly Row[]): string[] {
  const [start, end] = place.split('-').map(Number) as [number, number];
  const found = [...left.values()].filter((index) => all.offsets[index]! >= start && all.offsets[index]! < end);
  for (const index of found) left.delete(String(all.offsets[index]));
  const unknown = new Set(rows.filter(({ meaning }) => meaning === UNKNOWN).map(({ name }) => name));
  return compareSets(
    `references in the f-string at ${start}`,
    found.map((index) => referenceText(all, index, unknown.has(nameAt(all, index)))),
    rows.map(({ role, name, meaning }) => textOf(role, name, unknown.has(name) ? UNKNOWN : meaning)),
  );
}

function nameAt(all: References, index: number): string {
  return all.names[all.nameIndices[index]!]!;
}

function referenceText(all: References, index: number, isUnknown: boolean): string {
  return textOf(ROLES[all.roles[index]!]!, nameAt(all, index), isUnknown ? UNKNOWN : meaningOf(all, index));
}
