import { facts, type Range } from './facts.ts';
import { PythonSyntaxError } from './syntax-error.ts';

/** What is wrong with a text, and where. */
export interface TextProblem extends Range {
  readonly message: string;
}

/** The comment that names an encoding; Python looks for it on the first two lines (PEP 263). */
const COOKIE = /^(?:[ \t\f]*(?:#.*)?\n)?[ \t\f]*#.*?coding[:=][ \t]*([-\w.]+).*(?:\n|$)/;

/** How much of a file has to be its first lines: the one with `#!`, and the comment that names the encoding. */
export function firstLinesEnd(text: string): number {
  return (COOKIE.exec(text) ?? /^(?:#!.*\n)?/.exec(text)!)[0].length;
}

/**
 * Why a text cannot stand in the midst of a bundle: it is no Python, or holds what only the top of a file may.
 * @param commentsOnly whether there may be no statement, because a docstring or `__future__` import follows
 */
export function bundleTextProblem(text: string, commentsOnly = false): TextProblem | undefined {
  const cookie = COOKIE.exec(text);
  if (cookie !== null && !/^utf[-_]?8$/i.test(cookie[1])) {
    return { message: `Python may take "${cookie[1]}" for the bundle's encoding`, start: 0, end: cookie[0].length - 1 };
  }
  try {
    const { imports, hasStatements } = facts(text);
    const future = imports.find(({ from }) => from === '__future__');
    if (future !== undefined)
      return { ...future, message: 'an import of __future__ has to stand at the top of a file' };
    if (!commentsOnly || !hasStatements) return undefined;
    const start = /^(?:[ \t\f]*(?:#.*)?\n)*[ \t\f]*/.exec(text)![0].length;
    return { message: 'only comments may stand there', start, end: start + 1 };
  } catch (cause) {
    if (!(cause instanceof PythonSyntaxError)) throw cause;
    const { message, start, end } = cause;
    return { message: `it is no Python: ${message}`, start, end };
  }
}
