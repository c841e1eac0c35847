import type { SymbolUse } from '../../core/python/flattening/symbol-uses.ts';
import { Role } from '../../core/python/references.ts';
import type { Unit } from './unit.ts';

/**
 * The offset from which on a name of a module is bound whenever the module has come that far; nothing where it may stay
 * unbound. Deletions are another matter.
 */
export function boundFrom(unit: Unit, name: string): number | undefined {
  let first: number | undefined;
  const byStatement = new Map<number, SymbolUse[]>();
  for (const use of unit.bindings.get(name) ?? []) {
    if (use.scope !== 0 || use.role === Role.Walrus || use.role === Role.Delete) continue;
    const imported = use.role === Role.Import ? unit.importAt(use)?.statement : undefined;
    if (imported?.perhaps.has(name) === true) continue;
    const statement = unit.statementAt(use.start)!;
    if (!compound.test(unit.module.text.slice(statement.start, statement.start + 8))) {
      // What the statement itself reads comes before, but `import a, b` has bound the one when it runs the other.
      const isOneByOne = imported?.isTop === true && imported.fact.from === undefined;
      first = Math.min(first ?? Infinity, isOneByOne ? use.end : statement.end);
    } else {
      const uses = byStatement.get(statement.start);
      if (uses === undefined) byStatement.set(statement.start, [use]);
      else uses.push(use);
    }
  }
  for (const uses of byStatement.values()) {
    const { start, end } = unit.statementAt(uses[0]!.start)!;
    if (end < (first ?? Infinity) && bindsInAllClauses(unit, start, end, uses)) first = end;
  }
  return first;
}

/** Whether a module that has run has the name in any case. */
export function isBoundWhenever(unit: Unit, name: string): boolean {
  return !unit.isDeleted(name) && boundFrom(unit, name) !== undefined;
}

/** Whether a name keeps its value once its module has run. */
export function isStable(unit: Unit, name: string): boolean {
  return !unit.isDeleted(name) && unit.bindings.get(name)!.every(({ scope }) => scope === 0);
}

const compound = /^(?:if|for|while|try|with|async|match)\b/;
const opensBlock = /^(?:if|elif|else|for|while|try|except|finally|with|async|match|case)\b/;

/** A clause of an `if` or `try` statement. */
interface Clause {
  readonly keyword: string;
  readonly start: number;
  end: number;
}

/** Whether each way through an `if` or `try` statement at the top of a module binds a name, unless it raises. */
function bindsInAllClauses(unit: Unit, start: number, end: number, uses: readonly SymbolUse[]): boolean {
  const clauses = clausesOf(unit, start, end);
  const binds = (clause: Clause): boolean => uses.some((use) => isInBlock(unit, clause, use));
  const keywords = clauses.map(({ keyword }) => keyword);
  if (keywords[0] === 'if') return keywords.includes('else') && clauses.every(binds);
  if (keywords[0] !== 'try') return false;
  if (clauses.some((clause) => clause.keyword === 'finally' && binds(clause))) return true;
  const isAfterBody = clauses.some(
    (clause) => (clause.keyword === 'try' || clause.keyword === 'else') && binds(clause),
  );
  return isAfterBody && clauses.every((clause) => clause.keyword !== 'except' || binds(clause));
}

/** The clauses of a statement at the top, whose headers begin lines. */
function clausesOf({ module: { text }, found }: Unit, start: number, end: number): Clause[] {
  const clauses: Clause[] = [];
  for (const { index, 1: keyword } of text.slice(start, end).matchAll(/^(if|elif|else|try|except|finally)\b/gm)) {
    const offset = start + index;
    if (found.strings.some((each) => each.start < offset && offset < each.end)) continue;
    const last = clauses.at(-1);
    if (last !== undefined) last.end = offset;
    clauses.push({ keyword: keyword!, start: offset, end });
  }
  return clauses;
}

/** Whether a binding stands in a clause's own block, not in one inside that. */
function isInBlock({ module: { text } }: Unit, clause: Clause, { start }: SymbolUse): boolean {
  if (start < clause.start || start >= clause.end) return false;
  const lineStart = text.lastIndexOf('\n', start - 1) + 1;
  if (lineStart <= clause.start) {
    // On the line of the header, where `except E as name` binds it for the clause only.
    return /^(?:else|try|finally)\s*:/.test(text.slice(clause.start, start));
  }
  const [indentation] = /^[ \t\f]*/.exec(text.slice(lineStart))!;
  const [, first = ''] = /\n([ \t\f]*)[^\s#]/.exec(text.slice(clause.start, clause.end)) ?? [];
  return indentation === first && !opensBlock.test(text.slice(lineStart + indentation.length));
}
