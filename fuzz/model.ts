import type { PythonVersion } from '../core/python/facts.ts';
import type { RunForm } from '../test/case.ts';

/** A line that begins with this character stands at column 0 whatever block it is in: it begins inside a string or brackets. */
export const flush = '\0';

/** A statement of a generated program, or a few that only make sense together. */
export interface Statement {
  /** The construct that made it, for the table of what was covered. */
  readonly construct: string;
  /** Lines with four spaces for each level of indentation within the statement; the header if there is a body. */
  readonly lines: readonly string[];
  /** The statements of the block that `lines` open. */
  readonly body?: readonly Statement[];
  /** Lines after the body, such as the `except` clause or the call of the function. */
  readonly tail?: readonly string[];
}

/** How a module's text is written down. */
export interface TextStyle {
  /** One level of indentation. */
  readonly indent: string;
  readonly newline: '\n' | '\r\n';
  /** Whether the last line ends in a newline. */
  readonly finalNewline: boolean;
}

/** A file of a generated program. */
export interface ProgramModule {
  /** The dotted name; that of the entry is `main`, or ends in `.__main__` if the program is run as `python -m PACKAGE`. */
  readonly name: string;
  readonly isPackage: boolean;
  /** The folder of the search path it lies in, as `root_1/`; `''` for the program's own. */
  readonly root: string;
  readonly style: TextStyle;
  /** Comments, docstring and `__future__` imports: what has to stand first. */
  readonly prologue: readonly string[];
  readonly statements: readonly Statement[];
}

/** What is left of the modules of one file: `file` is cribo's own meaning, the others are Python's. */
export type Deduplication = 'file' | 'text' | 'off';

/** A symbolic link; both paths are relative to the program's folder. */
export interface Link {
  readonly path: string;
  readonly target: string;
}

/** A generated program. Namespace packages have no file, so they do not show here. */
export interface Program {
  /** The entry first. */
  readonly modules: readonly ProgramModule[];
  /** The Python it was made for; it uses no newer syntax. */
  readonly version: PythonVersion;
  readonly form: RunForm;
  /** Second names of its files and folders. */
  readonly links: readonly Link[];
  /** Folders on the search path after the program's own. */
  readonly roots: readonly string[];
  readonly deduplicate: Deduplication;
}

/** The package that is run, if the program's entry is in one. */
export function packageOf({ modules: [entry] }: Program): string | undefined {
  return entry.name.endsWith('.__main__') ? entry.name.slice(0, -'.__main__'.length) : undefined;
}

/** The path of a module's file in the program's folder. */
export function pathOf({ name, isPackage, root }: Pick<ProgramModule, 'name' | 'isPackage' | 'root'>): string {
  return `${root}${name.replaceAll('.', '/')}${isPackage ? '/__init__' : ''}.py`;
}
