import type { Range } from './facts.ts';
import { nameOf } from './interner.ts';
import { moduleStatements, type ModuleStatement } from './module-statements.ts';
import { referenceCount, referenceNames, referenceRoles, referenceScopes, Role } from './references-recorder.ts';
import { StringFlag, Token, tokenEnds, tokenKinds, tokenStarts, tokenValues } from './tokens.ts';

/** A name that its module binds once, on a line of its own, to a literal that cannot change. */
export interface ModuleConstant {
  /** As Python's tables have it: normalised to NFKC. */
  readonly name: string;
  readonly start: number;
  readonly value: Range;
}

/** The constants at module level of the text that was parsed last, in source order. */
export function moduleConstants(): ModuleConstant[] {
  const bindings = countBindings();
  return moduleStatements().flatMap((statement) => constantOf(statement, bindings) ?? []);
}

/** How often each name is bound at module level, or declared global in a function. */
function countBindings(): ReadonlyMap<number, number> {
  const counts = new Map<number, number>();
  for (let index = 0; index < referenceCount; index++) {
    const role = referenceRoles[index];
    const binds = referenceScopes[index] === 0 && role !== Role.Load;
    if (!binds && role !== Role.Global) continue;
    counts.set(referenceNames[index], (counts.get(referenceNames[index]) ?? 0) + 1);
  }
  return counts;
}

/** `name = literal` or `name: annotation = literal`. */
function constantOf({ keyword, last }: ModuleStatement, bindings: ReadonlyMap<number, number>) {
  const name = tokenValues[keyword];
  if (tokenKinds[keyword] !== Token.Name || bindings.get(name) !== 1) return undefined;
  let equals = keyword + 1;
  if (tokenKinds[equals] === Token.Colon) equals = assignmentAfter(equals, last);
  if (tokenKinds[equals] !== Token.Assign || literalEnd(equals + 1) !== last + 1) return undefined;
  return {
    name: nameOf(name),
    start: tokenStarts[keyword],
    value: { start: tokenStarts[equals + 1], end: tokenEnds[last] },
  };
}

/** The token of the first `=` outside brackets, or `last`. */
function assignmentAfter(index: number, last: number): number {
  for (let depth = 0; index < last; index++) {
    const kind = tokenKinds[index];
    if (kind === Token.Assign && depth === 0) return index;
    if (kind === Token.LeftParenthesis || kind === Token.LeftBracket || kind === Token.LeftBrace) depth++;
    else if (kind === Token.RightParenthesis || kind === Token.RightBracket || kind === Token.RightBrace) depth--;
  }
  return last;
}

/** The index after a number, string, `True`, `None` and the like, or a tuple of them; -1 where something else stands. */
function literalEnd(index: number): number {
  switch (tokenKinds[index]) {
    case Token.Minus:
      return tokenKinds[index + 1] === Token.Number ? index + 2 : -1;
    case Token.Number:
    case Token.True:
    case Token.False:
    case Token.None:
    case Token.Ellipsis:
      return index + 1;
    case Token.String:
      // Neighbouring strings are one; one with fields is computed.
      while (tokenKinds[index] === Token.String) {
        if ((tokenValues[index] & (StringFlag.Formatted | StringFlag.Template)) !== 0) return -1;
        index++;
      }
      return tokenKinds[index] === Token.FormattedStart ? -1 : index;
    case Token.LeftParenthesis:
      return tupleEnd(index + 1);
    default:
      return -1;
  }
}

function tupleEnd(index: number): number {
  while (tokenKinds[index] !== Token.RightParenthesis) {
    index = literalEnd(index);
    if (index < 0) return -1;
    if (tokenKinds[index] === Token.Comma) index++;
    else if (tokenKinds[index] !== Token.RightParenthesis) return -1;
  }
  return index + 1;
}
