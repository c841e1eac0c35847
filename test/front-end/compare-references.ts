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

/** Python says what is never evaluated means nothing. */
const UNKNOWN = '?';

const textOf = (role: string, name: string, meaning: string): string => `${role} ${name} means ${meaning}`;

/**
 * In what the references of a text differ from Python's: places, roles, names, the scopes that they stand in, and those
 * whose binding they mean. Which scope is which follows from the references that stand in them.
 */
export function compareReferences(
  all: References,
  theirs: readonly string[],
  theirScopes: readonly ScopeRow[],
): string[] {
  const rows = theirs.map(parseRow);
  const mine = new Map(Array.from({ length: all.count }, (_, index) => [String(all.offsets[index]), index]));
  const differences: string[] = [];
  const toMine = new Map<number, number>([[0, 0]]);
  const toTheirs = new Map<number, number>([[0, 0]]);
  const inFields = new Map<string, Row[]>();
  for (const row of rows) {
    if (row.place.includes('-')) {
      inFields.set(row.place, [...(inFields.get(row.place) ?? []), row]);
      continue;
    }
    const index = mine.get(row.place);
    if (index === undefined) {
      differences.push(`reference: none at ${row.place}, where ${row.name} is`);
      continue;
    }
    mine.delete(row.place);
    const wanted = textOf(row.role, row.name, row.meaning);
    const got = referenceText(all, index, row.meaning === UNKNOWN);
    if (got !== wanted) differences.push(`reference: at ${row.place}: ${got}, and not: ${wanted}`);
    for (let [left, right] = [all.scopeIndices[index]!, row.scope]; left >= 0 || right >= 0;) {
      const known = toMine.get(right);
      if (known === left && toTheirs.get(left) === right) break;
      if (known !== undefined || toTheirs.has(left) || SCOPES[all.scopes.kinds[left]!] !== theirScopes[right]?.[0]) {
        differences.push(`reference: ${row.name} at ${row.place} stands in another scope`);
        break;
      }
      toMine.set(right, left);
      toTheirs.set(left, right);
      [left, right] = [all.scopes.parents[left]!, theirScopes[right]![1]];
    }
  }
  const left = [...mine.values()];
  for (const [place, wanted] of inFields) {
    const [start, end] = place.split('-').map(Number) as [number, number];
    const found = left.filter((index) => all.offsets[index]! >= start && all.offsets[index]! < end);
    const unknown = new Set(wanted.filter(({ meaning }) => meaning === UNKNOWN).map(({ name }) => name));
    differences.push(
      ...compareSets(
        `references in the f-string at ${start}`,
        found.map((index) => referenceText(all, index, unknown.has(nameAt(all, index)))),
        wanted.map(({ role, name, meaning }) => textOf(role, name, unknown.has(name) ? UNKNOWN : meaning)),
      ),
    );
    for (const index of found) mine.delete(String(all.offsets[index]));
  }
  for (const [place, index] of mine) differences.push(`reference: one too many at ${place}: ${nameAt(all, index)}`);
  return differences;
}

function nameAt(all: References, index: number): string {
  return all.names[all.nameIndices[index]!]!;
}

function referenceText(all: References, index: number, isUnknown: boolean): string {
  return textOf(ROLES[all.roles[index]!]!, nameAt(all, index), isUnknown ? UNKNOWN : meaningOf(all, index));
}
