import type { Range } from './facts.ts';
import { NameFlag, nameFlags, nameOf, WellKnown } from './interner.ts';
import { moduleStatements, type ModuleStatement } from './module-statements.ts';
import { scopeCount, scopeNames, scopeParents } from './references-recorder.ts';
import { Token, tokenEnds, tokenKinds, tokenStarts, tokenValues } from './tokens.ts';

/** A function that is defined by a statement of its own at module level, not in a block. */
export interface ModuleFunction {
  /** As Python's tables have it: normalised to NFKC. */
  readonly name: string;
  /** Offset of `def` or `async`; decorators stand before it. */
  readonly start: number;
  /** End of its last statement. */
  readonly end: number;
  /** Offset of the colon that ends the header. */
  readonly colon: number;
  readonly isDecorated: boolean;
  /** Whether it has type parameters (PEP 695). */
  readonly isGeneric: boolean;
  /** Whether the header has a lambda, of whose parameters nothing is said here. */
  readonly hasLambda: boolean;
  /** Whether no other function, class or type alias at module level has the name. */
  readonly isOnlyOne: boolean;
  /** The first name in it that a class would mangle: it begins with two underscores and does not end with two. */
  readonly privateName: Range | undefined;
  /** Whether `super` or `__class__` occurs in it, as anything: in a class either would make it a closure. */
  readonly namesClass: boolean;
  /** What parameters have beside their names: annotations with the colon, defaults with the `=`. */
  readonly parameterExtras: readonly Range[];
  /** The arrow and the annotation of the result. */
  readonly returns: Range | undefined;
}

/** The functions at module level of the text that was parsed last, in source order. */
export function moduleFunctions(): ModuleFunction[] {
  const scopes = countScopes();
  return moduleStatements().flatMap((statement) => functionOf(statement, scopes) ?? []);
}

/** How many scopes at module level each name has. */
function countScopes(): ReadonlyMap<number, number> {
  const counts = new Map<number, number>();
  for (let scope = 1; scope < scopeCount; scope++) {
    if (scopeParents[scope] === 0) counts.set(scopeNames[scope], (counts.get(scopeNames[scope]) ?? 0) + 1);
  }
  return counts;
}

function functionOf(
  { first, keyword, last }: ModuleStatement,
  scopes: ReadonlyMap<number, number>,
): ModuleFunction | undefined {
  // `async for` and `async with` are no functions.
  const def = tokenKinds[keyword] === Token.Async ? keyword + 1 : keyword;
  if (tokenKinds[def] !== Token.Def) return undefined;
  const name = tokenValues[def + 1];
  const isGeneric = tokenKinds[def + 2] === Token.LeftBracket;
  return {
    name: nameOf(name),
    start: tokenStarts[keyword],
    end: tokenEnds[last],
    isDecorated: first !== keyword,
    isGeneric,
    isOnlyOne: scopes.get(name) === 1,
    privateName: privateNameIn(def, last),
    namesClass: namesClass(def, last),
    ...header(def + 2),
  };
}

/** Attributes and keywords of calls count as well: they are mangled like variables. */
function privateNameIn(first: number, last: number): Range | undefined {
  for (let index = first; index <= last; index++) {
    if (tokenKinds[index] === Token.Name && (nameFlags[tokenValues[index]] & NameFlag.Private) !== 0) {
      return { start: tokenStarts[index], end: tokenEnds[index] };
    }
  }
  return undefined;
}

function namesClass(first: number, last: number): boolean {
  for (let index = first; index <= last; index++) {
    const isName = tokenKinds[index] === Token.Name;
    if (isName && (tokenValues[index] === WellKnown.Super || tokenValues[index] === WellKnown.ClassCell)) return true;
  }
  return false;
}

type Header = Pick<ModuleFunction, 'colon' | 'hasLambda' | 'parameterExtras' | 'returns'>;

const opening = new Set([Token.LeftParenthesis, Token.LeftBracket, Token.LeftBrace, Token.FieldStart]);
const closing = new Set([Token.RightParenthesis, Token.RightBracket, Token.RightBrace, Token.FieldEnd]);

/** Reads a header from the token after the function's name on. */
function header(index: number): Header {
  const parameterExtras: Range[] = [];
  let returns: Range | undefined;
  let hasLambda = false;
  /** The token before the one that began what a parameter has beside its name. */
  let before = -1;
  for (let depth = 0; ; index++) {
    const kind = tokenKinds[index];
    const inParameters = depth === 1 && (kind === Token.Comma || kind === Token.Colon || kind === Token.Assign);
    if (before >= 0 && (inParameters || (depth === 1 && closing.has(kind)))) {
      parameterExtras.push({ start: tokenEnds[before], end: tokenEnds[index - 1] });
      before = -1;
    }
    if (inParameters && kind !== Token.Comma) before = index - 1;
    if (depth === 0 && kind === Token.Colon) {
      if (returns !== undefined) returns = { start: returns.start, end: tokenEnds[index - 1] };
      return { colon: tokenStarts[index], hasLambda, parameterExtras, returns };
    }
    if (kind === Token.Arrow) returns = { start: tokenEnds[index - 1], end: 0 };
    if (kind === Token.Lambda) hasLambda = true;
    if (opening.has(kind)) depth++;
    else if (closing.has(kind)) depth--;
  }
}
