import type { Range } from './facts.ts';
import { matchingParenthesis } from './definitions.ts';
import { parse } from './parse.ts';
import { StringFlag, Token, tokenEnds, tokenKinds, tokenStarts, tokenValues } from './tokens.ts';

/** The string that documents a module, class or function. */
export interface Docstring extends Range {
  readonly owner: 'module' | 'class' | 'function';
  /** Whether something has to stand in its place: its block is empty without it, or another string would take its part. */
  readonly isNeeded: boolean;
  /** Whether its line ends with it, but for a comment. */
  readonly endsLine: boolean;
}

/** What stands in a text beside code. */
export interface Layout {
  /** What is between tokens: blanks, line ends, comments; in source order, without what is inside f-strings. */
  readonly spaces: readonly Range[];
  readonly docstrings: readonly Docstring[];
  /** Identifiers, each once. */
  readonly names: ReadonlySet<string>;
  /** Those of them that are called, and are no attributes. */
  readonly called: ReadonlySet<string>;
}

/**
 * Finds what stands in a text beside code.
 *
 * @throws PythonSyntaxError when no version of Python from 3.8 on compiles the text
 */
export function layout(text: string): Layout {
  parse(text);
  const spaces: Range[] = [];
  const docstrings: Docstring[] = [];
  const names = new Set<string>();
  const called = new Set<string>();
  let end = 0;
  let depth = 0;
  addDocstring(docstrings, 0, 'module', false);
  for (let index = 0; ; index++) {
    const kind = tokenKinds[index];
    if (kind === Token.NewLine || kind === Token.Indent || kind === Token.Dedent) continue;
    const start = kind === Token.EndOfFile ? text.length : tokenStarts[index];
    // There is one at the top in any case, for the docstring that may follow.
    if (depth === 0 && (start > end || spaces.length === 0)) spaces.push({ start: end, end: start });
    if (kind === Token.EndOfFile) break;
    end = tokenEnds[index];
    if (kind === Token.FormattedStart) depth++;
    else if (kind === Token.FormattedEnd) depth--;
    else if (kind === Token.Name) {
      const name = text.slice(start, end);
      names.add(name);
      const isAttribute = index > 0 && tokenKinds[index - 1] === Token.Dot;
      if (!isAttribute && tokenKinds[index + 1] === Token.LeftParenthesis) called.add(name);
    } else if (kind === Token.Def || kind === Token.Class) {
      const colon = blockColon(index);
      const isBlock = tokenKinds[colon + 1] === Token.NewLine;
      const first = isBlock ? colon + 3 : colon + 1;
      addDocstring(docstrings, first, kind === Token.Def ? 'function' : 'class', isBlock);
    }
  }
  return { spaces, docstrings, names, called };
}

/** The colon behind the header of a definition. */
function blockColon(index: number): number {
  for (let lambdas = 0; ; index++) {
    const kind = tokenKinds[index];
    if (kind === Token.LeftParenthesis) index = matchingParenthesis(index);
    else if (kind === Token.LeftBracket || kind === Token.LeftBrace) index = closingBracket(index);
    else if (kind === Token.Lambda) lambdas++;
    else if (kind === Token.Colon && lambdas-- === 0) return index;
  }
}

function closingBracket(index: number): number {
  for (let depth = 0; ; index++) {
    const kind = tokenKinds[index];
    if (kind === Token.LeftBracket || kind === Token.LeftBrace) depth++;
    else if ((kind === Token.RightBracket || kind === Token.RightBrace) && --depth === 0) return index;
  }
}

/** Adds the statement that begins at a token, if it is a docstring. */
function addDocstring(found: Docstring[], first: number, owner: Docstring['owner'], isBlock: boolean): void {
  let index = first;
  while (tokenKinds[index] === Token.LeftParenthesis) index++;
  let open = index - first;
  const firstString = index;
  for (; tokenKinds[index] === Token.String; index++) {
    if ((tokenValues[index] & (StringFlag.Bytes | StringFlag.Formatted | StringFlag.Template)) !== 0) return;
  }
  if (index === firstString) return;
  for (; open > 0 && tokenKinds[index] === Token.RightParenthesis; open--) index++;
  const endsLine = tokenKinds[index] === Token.NewLine;
  if (open > 0 || (!endsLine && tokenKinds[index] !== Token.Semicolon)) return;
  const next = tokenKinds[index + 1];
  const isLast = owner === 'module' ? false : !isBlock || next === Token.Dedent;
  const isBeforeString = next === Token.String || next === Token.LeftParenthesis;
  const isNeeded = !endsLine || isLast || isBeforeString;
  found.push({ start: tokenStarts[first], end: tokenEnds[index - 1], owner, isNeeded, endsLine });
}
