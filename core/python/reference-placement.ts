import type { AnnotationSpan } from './annotations.ts';
import type { PythonVersion } from './facts.ts';
import { isComprehension } from './name-resolution.ts';
import { type References, Role, ScopeKind } from './references.ts';
import { isFunctionLike, type SymbolTable } from './symbol-tables.ts';

/** Which table each reference of a text goes into. */
export interface Placement {
  /** One for each scope; those of annotations are children of these only. */
  readonly tables: readonly SymbolTable[];
  /** Nothing for a reference that the version's compiler takes no notice of. */
  tableOf(reference: number): SymbolTable | undefined;
}

/** How a version treats annotations. */
const enum Treatment {
  /** They are evaluated where they stand. */
  Immediate,
  /** They are evaluated in a scope of their own. */
  Deferred,
  /** They are strings. */
  Ignored,
}

/** Sorts the references of a text into new tables, which are empty. */
export function placeReferences(found: References, version: PythonVersion): Placement {
  const { scopes, annotations } = found;
  const treatment = treatmentIn(version, found.hasStringAnnotations);
  const tables: SymbolTable[] = [];
  const annotationTables = new Map<number, SymbolTable>();
  // A scope's variables are told from the parameters of the function that it is.
  const keyOf = (span: AnnotationSpan): number =>
    span.functionScope < 0 ? span.scope : span.functionScope + scopes.count;
  const first = new Map(annotations.toReversed().map((span) => [keyOf(span), span.start]));
  /** The one of a function's parameters and result, or of the variables of a scope. */
  const annotationTable = (span: AnnotationSpan): SymbolTable => {
    const key = keyOf(span);
    let table = annotationTables.get(key);
    if (table === undefined) {
      const start = span.functionScope < 0 ? first.get(key)! : scopes.starts[span.functionScope]!;
      table = newTable(ScopeKind.Annotation, '__annotate__', start, tables[span.scope]);
      annotationTables.set(key, table);
    }
    return table;
  };
  const ignored = new Set<number>();
  for (const [scope, parent] of parentsFirst(found)) {
    const start = scopes.starts[scope]!;
    const span = treatment === Treatment.Immediate ? undefined : spanAround(annotations, start);
    let around = tables[parent];
    if (ignored.has(parent)) ignored.add(scope);
    else if (span !== undefined && span.scope === parent) {
      if (treatment === Treatment.Deferred) around = annotationTable(span);
      else ignored.add(scope);
    }
    const kind = scopes.kinds[scope]!;
    if (treatment === Treatment.Deferred && (kind === ScopeKind.Function || kind === ScopeKind.AsyncFunction)) {
      // A function has such a scope even when nothing in it is annotated.
      annotationTable({ scope: parent, functionScope: scope, start, end: start });
    }
    const name = scopes.names[scope]!;
    tables[scope] = newTable(kind, name < 0 ? '' : found.names[name]!, start, ignored.has(scope) ? undefined : around);
  }
  if (treatment === Treatment.Deferred) for (const span of annotations) annotationTable(span);
  return {
    tables,
    tableOf(reference) {
      const scope = found.scopeIndices[reference]!;
      if (ignored.has(scope)) return undefined;
      if (treatment === Treatment.Immediate) return tables[scope];
      const span = spanAround(annotations, found.offsets[reference]!);
      if (span === undefined || span.scope !== scope) return tables[scope];
      // Those of a function's variables are never evaluated.
      const isEvaluated = span.functionScope >= 0 || !isFunctionLike(scopes.kinds[scope]!);
      return treatment === Treatment.Deferred && isEvaluated ? annotationTable(span) : undefined;
    },
  };
}

function treatmentIn(version: PythonVersion, areStrings: boolean): Treatment {
  const minor = version[0] > 3 ? Infinity : version[1];
  if (areStrings && minor >= 10) return Treatment.Ignored;
  return minor >= 14 ? Treatment.Deferred : Treatment.Immediate;
}

function newTable(kind: ScopeKind, name: string, start: number, parent: SymbolTable | undefined): SymbolTable {
  const table = { kind, name, start, parent, symbols: new Map(), children: [] };
  parent?.children.push(table);
  return table;
}

/**
 * Every scope after the one that it stands in. Those of one scope are in the order in which the compiler comes to them:
 * what a scope inside evaluates outside (the first iterable, defaults) before that scope, a comprehension's element last.
 */
function parentsFirst(found: References): [scope: number, parent: number][] {
  const { scopes } = found;
  const children = Array.from({ length: scopes.count }, (): number[] => []);
  for (let scope = 1; scope < scopes.count; scope++) children[scopes.parents[scope]!]!.push(scope);
  const targets = firstTargets(found);
  for (const [parent, inside] of children.entries()) {
    const isElement = (scope: number): number => Number(scopes.starts[scope]! < (targets.get(parent) ?? 0));
    inside.sort((a, b) => isElement(a) - isElement(b) || scopes.ends[a]! - scopes.ends[b]!);
  }
  const ordered: [number, number][] = [[0, -1]];
  for (let index = 0; index < ordered.length; index++) {
    const scope = ordered[index]![0];
    for (const child of children[scope]!) ordered.push([child, scope]);
  }
  return ordered;
}

/** For each comprehension the offset of the first name that its `for` binds. */
function firstTargets({ count, roles, scopeIndices, scopes, offsets }: References): Map<number, number> {
  const targets = new Map<number, number>();
  for (let index = 0; index < count; index++) {
    const scope = scopeIndices[index]!;
    if (roles[index] !== Role.Store || !isComprehension(scopes.kinds[scope]!) || targets.has(scope)) continue;
    targets.set(scope, offsets[index]!);
  }
  return targets;
}

/** The annotation that an offset is in. */
function spanAround(annotations: readonly AnnotationSpan[], offset: number): AnnotationSpan | undefined {
  let low = 0;
  let high = annotations.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (annotations[middle]!.start <= offset) low = middle + 1;
    else high = middle;
  }
  const span = annotations[low - 1];
  return span !== undefined && offset < span.end ? span : undefined;
}
