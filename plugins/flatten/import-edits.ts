import type { ImportedName } from '../../core/python/facts.ts';
import { boundName } from '../../core/python/import-requests.ts';
import type { Edit } from '../wrap/edit.ts';
import { isFutureImport } from '../wrap/rewrites.ts';
import { type LineEdit, type Piece, wholeLines } from './blank-lines.ts';
import type { ModuleBindings } from './module-bindings.ts';
import type { Symbols } from './symbols.ts';
import type { Unit } from './unit.ts';
import type { UnitImport } from './unit-imports.ts';

/** The text of a module that stands at an import statement. */
interface PlacedText {
  readonly text: string;
  /** The place in the statement before which all runs that runs before the module. */
  readonly offset: number;
}

/** What is left of a name of an import statement. */
interface ImportLine {
  readonly text: string;
  readonly offset: number;
  /** The module that it is a name of; such names share a statement. */
  readonly from?: string | undefined;
}

/**
 * What becomes of an import statement: whole lines where texts stand in its place or nothing is left of it.
 * @param texts those of modules that it is the first to import, in that order
 */
export function importEdit(
  unit: Unit,
  statement: UnitImport,
  texts: readonly PlacedText[],
  modules: ModuleBindings,
  symbols: Symbols,
): Edit | LineEdit | undefined {
  const { fact, isTop } = statement;
  const { start, end } = fact;
  const rewritten = rewrittenImport(unit, statement, modules, symbols);
  if (rewritten === undefined && texts.length === 0) return undefined;
  const lines = rewritten ?? [{ text: unit.module.text.slice(start, end), offset: end }];
  const inBlock = unit.found.blockImports.get(start);
  if (!isTop && (lines.length > 0 || inBlock === undefined)) {
    return { start, end, text: lines.length === 0 ? 'pass' : joinNames(lines).join('; ') };
  }
  if (texts.length === 0 && lines.length > 0) return { start, end, text: joinNames(lines).join('\n') };
  const range = wholeLines(fact, unit.module.text);
  const indentation = unit.module.text.slice(range.start, start);
  const comments = commentsIn(unit.module.text.slice(start, range.end));
  const asLine = (line: string): Piece => ({ text: line, isModule: false, origin: fact });
  const pieces: Piece[] = comments.map((comment) => ({ text: indentation + comment, isModule: false }));
  let next = 0;
  for (const { text, offset } of texts) {
    const first = next;
    while (next < lines.length && lines[next]!.offset < offset) next++;
    pieces.push(...joinNames(lines.slice(first, next)).map(asLine), { text, isModule: true });
  }
  return {
    ...range,
    opensBlock: inBlock?.opensBlock,
    pieces: [...pieces, ...joinNames(lines.slice(next)).map(asLine)],
  };
}

function joinNames(lines: readonly ImportLine[]): string[] {
  const joined: string[] = [];
  let last: string | undefined;
  for (const { text, from } of lines) {
    if (from === undefined) joined.push(text);
    else if (from === last) joined.push(`${joined.pop()}, ${text}`);
    else joined.push(`from ${from} import ${text}`);
    last = from;
  }
  return joined;
}

/**
 * Rewrites an import statement: names of flattened modules become assignments, or nothing where the name is the same
 * variable; the others stay, in their order.
 * @returns nothing where the statement stays as it is
 */
function rewrittenImport(
  unit: Unit,
  statement: UnitImport,
  modules: ModuleBindings,
  symbols: Symbols,
): readonly ImportLine[] | undefined {
  const { fact, base, neverRuns, isStar, isCall } = statement;
  if (isFutureImport(fact)) return unit.isEntry ? undefined : [];
  if (isStar && modules.unitNamed(base!) === undefined) return undefined;
  if (isCall) {
    const target = modules.targetOf(fact.names[0]!);
    return target.kind === 'module' && !target.isReal ? [] : undefined;
  }
  const assigned: ImportLine[] = [];
  let isChanged = isStar || (fact.level > 0 && !unit.isEntry);
  const kept: ImportLine[] = [];
  for (const imported of fact.names) {
    const target = modules.targetOf(imported);
    if (target.kind === 'real' || (target.kind === 'module' && target.isReal)) {
      const text = isStar ? imported.name : keptName(unit, statement, imported, symbols);
      isChanged ||= text !== unit.module.text.slice(imported.start, imported.end);
      const offset = imported.start;
      kept.push(fact.from === undefined ? { text: `import ${text}`, offset } : { text, offset, from: base });
      continue;
    }
    isChanged = true;
    if (target.kind === 'module' || neverRuns) continue;
    const symbol = symbols.assignedTo(imported);
    if (symbol === undefined) continue;
    const name = boundName(fact, imported);
    // All modules have run by then.
    const offset = fact.end;
    assigned.push({ text: `${finalName(unit, name, fact.scope, symbols)} = ${symbol.finalName}`, offset });
  }
  return isChanged ? [...kept, ...assigned] : undefined;
}

/** What a comment says to tools about the line that it stands on. */
const isAboutLine = (comment: string): boolean =>
  /^#\s*(?:noqa|nosec|type:|ty:|mypy:|pyright:|pylint:|ruff:|flake8:|isort:|fmt:|yapf:|pragma:)/i.test(comment);

/** The comments in and behind an import statement, which has no strings. */
function commentsIn(statement: string): string[] {
  return [...statement.matchAll(/#.*/g)].map(([text]) => text.trimEnd()).filter((text) => !isAboutLine(text));
}

/** The name in the bundle of what an import statement in a scope binds. */
function finalName(unit: Unit, name: string, scope: number, symbols: Symbols): string {
  const isModules =
    scope === 0 || unit.uses.some((use) => use.name === name && use.scope === scope && use.definition === 0);
  return isModules ? (symbols.of(unit, name)?.finalName ?? name) : name;
}

function keptName(unit: Unit, { fact }: UnitImport, imported: ImportedName, symbols: Symbols): string {
  const name = boundName(fact, imported);
  const final = finalName(unit, name, fact.scope, symbols);
  if (final === name) return unit.module.text.slice(imported.start, imported.end);
  return `${imported.name} as ${final}`;
}
