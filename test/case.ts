import type { PythonVersion } from '../core/python/facts.ts';
import type { BuildOptions } from '../core/options.ts';

/** How a program and its bundle are run: `python x.py`, `python - < x.py`, `python -m x`, `python -c "import x"`. */
export type RunForm = 'file' | 'stdin' | 'module' | 'import';

/** What stands in a fixture's `case.ts`. Paths are relative to the fixture's folder. */
export interface Case {
  /** One sentence: what must stay the same, or what must be refused. */
  readonly description: string;
  /** Build options; `entry` is `main.py` unless said otherwise, `output` is the runner's business. */
  readonly options?: Partial<BuildOptions>;
  /**
   * How the *original* is run, as arguments of the interpreter in the fixture's folder, when that is not simply the
   * entry file: `['-m', 'pkg']`. The bundle is still run in every form of `forms`.
   */
  readonly original?: readonly string[];
  /** Folders on `PYTHONPATH` for the original, besides those of `options.path`: `['src']`. */
  readonly pythonPath?: readonly string[];
  /**
   * Links to make where the program is laid out, as a checkout may have none: path -> what it leads to, both relative to
   * the fixture's folder.
   */
  readonly links?: Readonly<Record<string, string>>;
  /** Second names of files, in the same way. */
  readonly hardLinks?: Readonly<Record<string, string>>;
  /** Files and folders that the bundle needs beside it: data, modules that stay outside. */
  readonly beside?: readonly string[];
  /** Arguments of the program. */
  readonly args?: readonly string[];
  /** Forms to run and compare. @default all four; all but `import` when `original` is given */
  readonly forms?: readonly RunForm[];
  /** `false` where CPython's own texts differ under `-I`, which takes the script's folder from `sys.path`. @default true */
  readonly isolated?: boolean;
  /** Oldest Python that the program runs on. @default [3, 8] */
  readonly since?: PythonVersion;
  /** Newest Python that the program runs on. */
  readonly until?: PythonVersion;
  /** Needs processes or threads, so CPython 3.14 as WebAssembly cannot run it. */
  readonly processes?: boolean;
  /** Expected standard output of the original, run as a file; leave out when it differs between versions. */
  readonly stdout?: string;
  /** Expected exit status. @default 0 */
  readonly exitCode?: number;
  /**
   * What the bundle's text is compared with, where it matters: `expected.py` beside the case, which has all of it, or
   * with `modules` all but the runtime; or the entry's own file, of which not a byte may change.
   */
  readonly text?: 'expected' | 'modules' | 'unchanged';
  /** Codes of the warnings that building gives, sorted. @default [] */
  readonly warnings?: readonly string[];
  /** What the bundle does where that is not what the original does. */
  readonly bundled?: {
    readonly stdout: string;
    /** @default 0 */
    readonly exitCode?: number;
    /** The last line of standard error, of a program that fails. @default nothing is there */
    readonly stderr?: string;
  };
  /**
   * More builds of the same program by name, each with what it has in place of what the case says. The text of the build
   * `static` is compared with `expected.static.py`.
   */
  readonly builds?: Readonly<Record<string, Pick<Case, 'options' | 'text' | 'warnings' | 'bundled'>>>;
  /** The build fails with this code, at this place; nothing is run. */
  readonly error?: { readonly code: string; readonly file?: string; readonly line?: number; readonly column?: number };
  /** Known limits of the design (section 6): versions on which the bundle is known to differ, each with its diagnostic. */
  readonly limit?: { readonly reason: string; readonly versions?: readonly PythonVersion[] };
}

/** Types the case of a fixture; returns it unchanged. */
export function defineCase(value: Case): Case {
  return value;
}
