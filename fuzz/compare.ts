import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { findPythons } from '../test/pythons.ts';
import { type Deduplication, packageOf, type Program } from './model.ts';
import { oneModuleFinder } from './one-module-finder.ts';
import { linksToSomething } from './other-names.ts';
import { renderProgram } from './render.ts';
import { type Outcome, type Run, runProgram } from './run-program.ts';
import { sameOutcome } from './same-outcome.ts';

/** What a bundler has to know of a program beside its entry. */
interface BundlerOptions {
  /** Folders of the search path, after the entry's own. */
  readonly path: readonly string[];
  readonly deduplicate: Deduplication;
}

/** Further names of modules -> the names that they run as, and the files that they then are; a namespace package has none. */
export type Aliases = Readonly<Record<string, { readonly name: string; readonly file: string | undefined }>>;

/**
 * Makes one file of the program with the entry `entry`; throws what it has to say when it cannot.
 * @returns the names of which it has made one module
 */
export type Bundler = (entry: string, output: string, options: BundlerOptions) => Promise<Aliases>;

/** How a program went, unbundled and bundled. */
export interface Comparison {
  readonly original: Outcome;
  /** Nothing when it was not asked for or when bundling failed. */
  readonly bundled?: Outcome;
  /** Where the two differ first. */
  readonly difference?: 'build' | 'exit' | 'stdout' | 'stderr' | 'unstable';
  /** Why bundling failed. */
  readonly message?: string;
}

/** Runs a program unbundled and, given a bundler, bundled, in folders of its own. */
export async function compareProgram(program: Program, bundler: Bundler | undefined): Promise<Comparison> {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'cribo-fuzz-')));
  try {
    const folders = ['original', 'bundle', 'empty', 'finder'].map((name) => join(root, name));
    for (const folder of folders) mkdirSync(folder);
    const [originalFolder, bundleFolder, emptyFolder, finderFolder] = folders;
    writeFiles(program, originalFolder);
    makeLinks(program, originalFolder);
    const { form, version } = program;
    const python = pythonOf(program);
    const entry = packageOf(program) ?? 'main.py';
    const roots = program.roots.map((name) => join(originalFolder, name));
    const unbundled: Run = { python, form, folder: originalFolder, program: entry, path: roots };
    // The bundle of a package has a name that the program cannot import by chance.
    const output = entry === 'main.py' ? entry : '__main__.py';
    let original = await runProgram(unbundled);
    if (bundler === undefined) return { original };
    let aliases: Aliases;
    try {
      const { deduplicate } = program;
      aliases = await bundler(join(originalFolder, entry), join(bundleFolder, output), { path: roots, deduplicate });
    } catch (error) {
      const message = String(error).replaceAll(`${root}/`, '');
      if (failsAsSaid(message, original)) return { original };
      return { original, difference: 'build', message };
    }
    const oracle = { ...unbundled, path: [...roots, finderFolder] };
    const runsByName = entry === 'main.py' && (form === 'import' || form === 'module');
    const finder = Object.keys(aliases).length > 0 ? oneModuleFinder(aliases, runsByName ? 'main' : undefined) : '';
    const runUnbundled = (customization: string): Promise<Outcome> => {
      writeFileSync(join(finderFolder, 'sitecustomize.py'), customization);
      return runProgram(oracle);
    };
    if (finder !== '') original = await runUnbundled(finder);
    const bundled = await runProgram({ python, form, folder: bundleFolder, emptyFolder, program: output });
    if (sameOutcome(original, bundled, version, roots.length > 0)) return { original, bundled };
    // A program that differs from itself says nothing, nor does one that a call more or less would change: a module that
    // imports itself anew until there is no depth left for it may well say so by another exception, or not at all.
    const isSameAt = async (limit: number): Promise<boolean> => {
      const again = await runUnbundled(`${finder}\nimport sys\nsys.setrecursionlimit(${limit})\n`);
      return sameOutcome(original, again, version, false);
    };
    const isDeep = [original, bundled].some(({ stdout, lastLine }) => /recursion/i.test(stdout + lastLine));
    const limits = isDeep || !(await isSameAt(900)) ? [1000, 999, 998, 997, 996, 995, 994, 993, 992] : [1000];
    for (const limit of limits) {
      if (!(await isSameAt(limit))) return { original, bundled, difference: 'unstable' };
    }
    return { original, bundled, difference: differenceOf(original, bundled) };
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

/** Writes the files of a program. */
export function writeFiles(program: Program, folder: string): void {
  for (const [path, text] of renderProgram(program)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}

function makeLinks(program: Program, folder: string): void {
  for (const { path, target } of linksToSomething(program)) {
    const link = join(folder, path);
    mkdirSync(dirname(link), { recursive: true });
    symlinkSync(relative(dirname(link), join(folder, target)), link);
  }
}

/**
 * Whether a program fails that bundling refused for an import which fails whenever it is executed. The program may fail
 * before it comes to that import, or at one in another module that would have led to it.
 */
function failsAsSaid(message: string, { exit }: Outcome): boolean {
  return (
    exit !== 0 && /^Error: (?:UNRESOLVED_IMPORT|IMPORT_BEYOND_TOP_LEVEL|RELATIVE_IMPORT_WITHOUT_PACKAGE) /.test(message)
  );
}

function differenceOf(original: Outcome, bundled: Outcome): 'exit' | 'stdout' | 'stderr' {
  if (original.stdout !== bundled.stdout) return 'stdout';
  return original.exit === bundled.exit ? 'stderr' : 'exit';
}

function pythonOf({ version }: Program): string {
  const python = findPythons().find((found) => found.version[1] === version[1]);
  if (python === undefined) throw new Error(`no Python ${version.join('.')} here`);
  return python.path;
}
