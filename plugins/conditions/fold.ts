import type { Range } from '../../core/python/facts.ts';
import type { Clause, Conditions, Neighbours } from '../../core/python/conditions/conditions.ts';
import type { TestExpression } from '../../core/python/conditions/test-expression.ts';
import type { LostNames } from './lost-names.ts';

/** What takes the place of a part of a text. */
export interface FoldEdit extends Range {
  readonly text: string;
}

/** What becomes of a clause. */
type Outcome = 'kept' | 'taken' | 'gone';

/**
 * Edits that leave out what conditions exclude. Nothing that stays moves to another column, and lines are only left out.
 * @param decide whether a test is true or false; nothing where that is not known
 */
export function foldConditions(
  text: string,
  { statements, assertions, expressions, formattedStrings }: Conditions,
  decide: (test: TestExpression) => boolean | undefined,
  lost: LostNames,
): FoldEdit[] {
  const edits: FoldEdit[] = [];
  /** Parts that are left out, of which an inner one may come after the one around it. */
  const gone: Range[] = [];
  const isGone = (offset: number): boolean => gone.some(({ start, end }) => start <= offset && offset < end);

  const folds = [
    ...statements.map((statement) => ({ ...statement, outcomes: outcomesOf(statement.clauses, decide) })),
    ...assertions.map((assertion) => ({
      ...assertion,
      clauses: [assertion],
      outcomes: [decide(assertion.test) === true ? ('gone' as const) : ('kept' as const)],
    })),
  ]
    .filter(({ clauses, outcomes }) => outcomes.some((each) => each !== 'kept') && clauses.every(startsOwnLine))
    .toSorted((a, b) => a.start - b.start);
  for (const { clauses, outcomes } of folds) gone.push(...clauses.filter((_, index) => outcomes[index] === 'gone'));

  /** The ends of statements that are left out as a whole. */
  const ends = new Set<number>();

  function startsOwnLine({ start }: Range): boolean {
    const begin = lineStart(text, start);
    return text.slice(begin, start).trim() === '' && text[begin - 2] !== '\\';
  }

  /** Leaves out a statement, or puts something in its place where its block would be empty without one. */
  function leaveOut({ start, end, neighbours }: Range & { readonly neighbours: Neighbours }): void {
    const { isFirst, isLast, before, isBeforeString } = neighbours;
    const isNeeded = isBeforeString || (isLast && (isFirst || ends.has(before)));
    const placeholder = lost.replacement({ start, end }, isGone);
    if (placeholder === undefined && !isNeeded) ends.add(end);
    if (placeholder !== undefined) edits.push({ start, end: lineEnd(text, end), text: `if False: ${placeholder}` });
    else if (isNeeded) edits.push({ start, end: lineEnd(text, end), text: 'pass' });
    else edits.push({ start: lineStart(text, start), end: nextLine(text, end), text: '' });
  }

  for (const fold of folds) {
    if (isInside(fold, gone)) continue;
    if (fold.outcomes.every((outcome) => outcome === 'gone')) leaveOut(fold);
    else foldClauses(fold.clauses as readonly Clause[], fold.outcomes);
  }

  function foldClauses(clauses: readonly Clause[], outcomes: readonly Outcome[]): void {
    const placeholders = clauses.map((clause, index) =>
      outcomes[index] === 'gone' ? lost.replacement(clause, isGone) : undefined,
    );
    let isFirst = true;
    for (const [index, clause] of clauses.entries()) {
      const next = clauses[index + 1];
      if (outcomes[index] === 'gone') {
        const placeholder = placeholders[index];
        if (placeholder !== undefined && !isFirst && text.startsWith('while', clauses[0].start)) continue;
        if (placeholder !== undefined) {
          const word = isFirst ? 'if' : 'elif';
          edits.push({ start: clause.start, end: clause.end, text: `${word} False: ${placeholder}` });
          isFirst = false;
        } else {
          const end = next === undefined ? nextLine(text, clause.end) : lineStart(text, next.start);
          edits.push({ start: lineStart(text, clause.start), end, text: '' });
        }
      } else {
        const isLast = placeholders.slice(index + 1).every((each) => each === undefined);
        if (outcomes[index] === 'taken') edits.push(takenHeader(text, clause, isFirst, isLast));
        else if (isFirst && text.startsWith('elif', clause.start)) {
          edits.push({ start: clause.start, end: clause.start + 4, text: 'if  ' });
        }
        isFirst = false;
      }
    }
  }

  for (const expression of expressions) {
    const { start, end, body, other, test, beginsLine } = expression;
    const truth = decide(test);
    const isFormatted = formattedStrings.some((each) => each.start <= start && start < each.end);
    if (truth === undefined || isFormatted || isInside(expression, gone)) continue;
    const part = truth ? { start: body.end, end } : { start, end: other.start };
    const parts = text.slice(part.start, part.end);
    if (parts.includes('\\') || (!truth && beginsLine) || lost.replacement(part, isGone) !== undefined) continue;
    gone.push(part);
    edits.push({ ...part, text: blank(parts, text.slice(part.end)) });
  }
  return edits.toSorted((a, b) => a.start - b.start || a.end - b.end);
}

function outcomesOf(clauses: readonly Clause[], decide: (test: TestExpression) => boolean | undefined): Outcome[] {
  const outcomes: Outcome[] = [];
  for (const { test } of clauses) {
    const isOver = outcomes.includes('taken');
    // What is left of a chain of which nothing came before is always run.
    const isRest = test === undefined && outcomes.every((outcome) => outcome === 'gone');
    const truth = test === undefined ? isRest || undefined : decide(test);
    outcomes.push(isOver || truth === false ? 'gone' : truth === true ? 'taken' : 'kept');
  }
  return outcomes;
}

/** The header of a clause that is run whenever those before it are not. */
function takenHeader(text: string, { start, colon }: Clause, isFirst: boolean, isLast: boolean): FoldEdit {
  const isOneLine = !/^[ \t]*(?:#|$)/.test(text.slice(colon + 1, lineEnd(text, colon)));
  const word = text.startsWith('while', start) ? 'while' : 'if';
  // As short as `else:` where statements follow on the line, whose columns stay.
  const rest = isLast ? 'else:' : 'elif True:';
  const header = !isFirst ? rest : isOneLine && text.startsWith('else', start) ? 'if 1:' : `${word} True:`;
  const column = start - lineStart(text, start) + header.length;
  const pad = isOneLine ? Math.max(0, colon + 1 - lineStart(text, colon) - column) : 0;
  return { start, end: colon + 1, text: header + ' '.repeat(pad) };
}

/** Blanks in place of a part of an expression, as far as something follows on its lines. */
function blank(part: string, rest: string): string {
  const isLast = /^[ \t]*(?:#.*)?(?:\n|$)/.test(rest);
  const lines = part.split('\n').map((line) => ' '.repeat(line.length));
  return lines.map((line, index) => (index < lines.length - 1 || isLast ? '' : line)).join('\n');
}

const isInside = ({ start, end }: Range, ranges: readonly Range[]): boolean =>
  ranges.some((range) => range.start <= start && end <= range.end && range.end - range.start > end - start);

const lineStart = (text: string, offset: number): number => text.lastIndexOf('\n', offset - 1) + 1;

function lineEnd(text: string, offset: number): number {
  const end = text.indexOf('\n', offset);
  return end === -1 ? text.length : end;
}

const nextLine = (text: string, offset: number): number => Math.min(text.length, lineEnd(text, offset) + 1);
