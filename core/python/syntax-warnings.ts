import type { PythonVersion, Range } from './facts.ts';

/** What Python warns of whenever it compiles the text (`SyntaxWarning`; for escapes `DeprecationWarning` before 3.12). */
export interface SyntaxWarning extends Range {
  /** CPython's text, without what it adds in some versions only. */
  readonly message: string;
  /** The first version that says so; every one does when it is absent. */
  readonly since?: PythonVersion;
}

/** The warnings of the text being parsed. */
export const syntaxWarnings: SyntaxWarning[] = [];

export function warnOfSyntax(message: string, start: number, end: number, since?: PythonVersion): void {
  syntaxWarnings.push(since === undefined ? { message, start, end } : { message, start, end, since });
}
