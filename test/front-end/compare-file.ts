import { facts, isValidIn, PythonSyntaxError, type Facts, type PythonVersion } from '../../core/python/facts.ts';
import {
  isBinding,
  NameKind,
  references,
  Role,
  ScopeKind,
  scopeTables,
  type References,
} from '../../core/python/references.ts';

/** What `oracle.py files` says about one file. */
export interface Description {
  readonly path: string;
  readonly text: string;
  readonly verdict: '.' | 'S' | '?';
  readonly names?: Record<string, number>;
  readonly imports?: [level: number, from: string | null, names: [name: string, alias: string | null][]][];
  readonly offsets?: number[];
  readonly scopes?: string[];
  readonly stringLines?: number[];
}

/** The facts of a text that a version compiles, or what is wrong with it. */
export function factsFor(text: string, version: PythonVersion): Facts | string {
  try {
    const found = facts(text);
    const missing = found.features.find((feature) => !isValidIn(version, { ...found, features: [feature] }));
    return missing === undefined ? found : `needs ${missing.name} at ${missing.start}`;
  } catch (error) {
    if (!(error instanceof PythonSyntaxError)) throw error;
    return `${error.message} at ${error.start}`;
  }
}

/** In what the front end disagrees with Python about a file. */
export function compareFile(described: Description, version: PythonVersion): string[] {
  if (described.verdict === '?') return [];
  const found = factsFor(described.text, version);
  if (typeof found === 'string') return described.verdict === '.' ? [`validity: refused: ${found}`] : [];
  if (described.verdict === 'S') return ['validity: accepted'];
  const all = references(described.text);
  const usesStrings = version[1] >= 10 && found.futureFeatures.includes('annotations');
  return [
    ...compareLists('name', countNames(all, described.text), described.names!),
    ...compareSets(
      'import',
      importLines(found),
      described.imports!.map((row) => JSON.stringify(row)),
    ),
    ...(described.offsets === undefined ? [] : missingOffsets(all, described.offsets)),
    ...compareSets(
      'scope',
      scopeLines(all, version, usesStrings),
      described.scopes!.map((line) => reduce(line, version, usesStrings)),
    ),
    ...(described.stringLines === undefined
      ? []
      : compareSets('string line', lineNumbers(described.text, found.stringLines), described.stringLines.map(String))),
  ];
}

const ROLE_NAMES: Record<number, string> = {
  [Role.Load]: 'Load',
  [Role.Store]: 'Store',
  [Role.Augmented]: 'Store',
  [Role.Walrus]: 'Store',
  [Role.Annotated]: 'Store',
  [Role.AnnotatedStore]: 'Store',
  [Role.BareAnnotation]: 'Store',
  [Role.Delete]: 'Del',
  [Role.Parameter]: 'Param',
  [Role.Global]: 'Global',
  [Role.Nonlocal]: 'Nonlocal',
  [Role.Import]: 'Import',
  [Role.Definition]: 'Def',
  [Role.TypeParameter]: 'Type',
};

/** Counts by role and name as it is written, which `ast` does not mangle. */
function countNames(all: References, text: string): Record<string, number> {
  const counts: Record<string, number> = {};
  const written = /[\p{XID_Start}_]\p{XID_Continue}*/uy;
  for (let index = 0; index < all.count; index++) {
    written.lastIndex = all.offsets[index]!;
    const name = written.exec(text)![0].normalize('NFKC');
    const key = `${ROLE_NAMES[all.roles[index]!]} ${name}`;
    counts[key] = (counts[key] ?? 0) + 1;
  }
  return counts;
}

/** Names of exception handlers and patterns are references too, but no nodes of their own in `ast`. */
function missingOffsets(all: References, theirs: number[]): string[] {
  const mine = new Set(all.offsets);
  const missing = theirs.filter((offset) => !mine.has(offset));
  return missing.length === 0 ? [] : [`offset: none at ${missing.slice(0, 3).join(', ')}`];
}

function importLines(found: Facts): string[] {
  return found.imports.map(({ level, from, names }) =>
    JSON.stringify([level, from ?? null, names.map(({ name, alias }) => [name, alias ?? null])]),
  );
}

function lineNumbers(text: string, offsets: Int32Array): string[] {
  const numbers: string[] = [];
  let line = 1;
  let position = 0;
  for (const offset of offsets) {
    for (; position < offset; position++) if (text.charCodeAt(position) === 10) line++;
    numbers.push(String(line));
  }
  return numbers;
}

const SCOPE_TYPES: Record<number, string> = {
  [ScopeKind.Module]: 'module',
  [ScopeKind.Class]: 'class',
  [ScopeKind.TypeParameters]: 'type parameter',
  [ScopeKind.TypeVariable]: 'type variable',
  [ScopeKind.TypeAlias]: 'type alias',
};

function scopeLines(all: References, version: PythonVersion, usesStrings: boolean): string[] {
  const tables = scopeTables(all);
  const bound = tables.map(() => new Set<string>());
  for (let index = 0; index < all.count; index++) {
    const role = all.roles[index]!;
    if (!isBinding(role) && role !== Role.Annotated) continue;
    let scope = all.scopeIndices[index]!;
    const name = all.names[all.nameIndices[index]!]!;
    if (role === Role.Walrus) {
      // The target counts as bound in the comprehension, too.
      bound[scopeAfterInlining(all, scope, version)]!.add(name);
      while (isComprehension(all, scope)) scope = all.scopes.parents[scope]!;
    }
    const outer = scopeAfterInlining(all, scope, version);
    // What the scope around has of that name stays.
    if (outer === scope || !tables[outer]!.has(name)) bound[outer]!.add(name);
  }
  const declared = namesDeclaredGlobal(all);
  for (const name of declared) tables[0]!.set(name, NameKind.GlobalExplicit);
  const lines: string[] = [];
  for (const [scope, table] of tables.entries()) {
    if (isInlined(all, scope, version)) continue;
    const kind = all.scopes.kinds[scope]!;
    const name = all.scopes.names[scope]!;
    const symbols = [...table].map(
      ([symbol, symbolKind]) => `${symbol}=${symbolKind}${bound[scope]!.has(symbol) ? '!' : ''}`,
    );
    for (const symbol of bound[scope]!) if (!table.has(symbol)) symbols.push(`${symbol}=${NameKind.Local}!`);
    const line = `${SCOPE_TYPES[kind] ?? 'function'} ${name < 0 ? '' : all.names[name]}: ${symbols.join(' ')}`;
    lines.push(reduce(line, version, usesStrings));
  }
  return lines;
}

/** Comprehensions but generators are part of the scope around them since 3.12 (PEP 709). */
function isInlined(all: References, scope: number, version: PythonVersion): boolean {
  return version[1] >= 12 && all.scopes.kinds[scope] === ScopeKind.Comprehension;
}

function scopeAfterInlining(all: References, scope: number, version: PythonVersion): number {
  while (isInlined(all, scope, version)) scope = all.scopes.parents[scope]!;
  return scope;
}

function isComprehension(all: References, scope: number): boolean {
  const kind = all.scopes.kinds[scope];
  return kind === ScopeKind.Comprehension || kind === ScopeKind.Generator;
}

/** CPython adds them to the module's table, too. */
function namesDeclaredGlobal(all: References): Set<string> {
  const names = new Set<string>();
  for (let index = 0; index < all.count; index++) {
    const isModuleWalrus =
      all.roles[index] === Role.Walrus &&
      all.definitions[index] === 0 &&
      isComprehension(all, all.scopeIndices[index]!);
    if (all.roles[index] === Role.Global || isModuleWalrus) names.add(all.names[all.nameIndices[index]!]!);
  }
  return names;
}

/**
 * A scope in the form that can be compared. Python names scopes without a name by their kind. Since 3.12 kinds are those
 * after inlining comprehensions, and with annotations as strings names in them are elsewhere: then bound names count.
 */
function reduce(line: string, version: PythonVersion, usesStrings: boolean): string {
  const colon = line.indexOf(': ');
  const head = line
    .slice(0, colon)
    .replace(/^(function) (lambda|listcomp|setcomp|dictcomp|genexpr)$/, '$1 ')
    .replace(/^(module) top$/, '$1 ')
    .replace(/^type parameters? .*/, 'type parameter')
    .replace(/^(?:typevar bound|type variable).*/, 'type variable')
    .replace(/^type ?alias .*/, 'type alias');
  let symbols = line
    .slice(colon + 2)
    .split(' ')
    .filter((symbol) => symbol !== '' && !/^(__class__|__classdict__|__type_params__|\.\w+)=/.test(symbol));
  if (version[1] >= 12 || usesStrings)
    symbols = symbols.filter((symbol) => symbol.endsWith('!')).map((symbol) => symbol.replace(/=.*/, ''));
  return `${head}: ${symbols.toSorted().join(' ')}`;
}

function compareLists(what: string, mine: Record<string, number>, theirs: Record<string, number>): string[] {
  const differences: string[] = [];
  for (const key of new Set([...Object.keys(mine), ...Object.keys(theirs)])) {
    if (mine[key] !== theirs[key])
      differences.push(`${what}: ${key}: ${mine[key] ?? 0} instead of ${theirs[key] ?? 0}`);
  }
  return differences;
}

function compareSets(what: string, mine: string[], theirs: string[]): string[] {
  const left = [...mine].toSorted();
  const right = [...theirs].toSorted();
  if (left.length === right.length && left.every((line, index) => line === right[index])) return [];
  const extra = left.filter((line) => !right.includes(line));
  const missing = right.filter((line) => !left.includes(line));
  return [`${what}: ${extra.slice(0, 3).join(' | ')} instead of ${missing.slice(0, 3).join(' | ')}`];
}
