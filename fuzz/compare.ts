import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { findPythons } from '../test/pythons.ts';
import { packageOf, type Program } from './model.ts';
import { renderProgram } from './render.ts';
import { type Outcome, type Run, runProgram } from './run-program.ts';
import { sameOutcome } from './same-outcome.ts';

/** Makes one file of the program with the entry `entry`; throws what it has to say when it cannot. */
export type Bundler = (entry: string, output: string) => Promise<void>;

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
    const [originalFolder, bundleFolder, emptyFolder] = ['original', 'bundle', 'empty'].map((name) => join(root, name));
    for (const folder of [originalFolder, bundleFolder, emptyFolder]) mkdirSync(folder);
    writeProgram(program, originalFolder);
    const { form, version } = program;
    const python = pythonOf(program);
    const entry = packageOf(program) ?? 'main.py';
    const unbundled: Run = { python, form, folder: originalFolder, program: entry };
    // The bundle of a package has a name that the program cannot import by chance.
    const output = entry === 'main.py' ? entry : '__main__.py';
    const original = await runProgram(unbundled);
    if (bundler === undefined) return { original };
    try {
      await bundler(join(originalFolder, entry), join(bundleFolder, output));
    } catch (error) {
      return { original, difference: 'build', message: String(error).replaceAll(`${root}/`, '') };
    }
    const bundled = await runProgram({ python, form, folder: bundleFolder, emptyFolder, program: output });
    if (sameOutcome(original, bundled, version)) return { original, bundled };
    // A program that differs from itself says nothing.
    const again = await runProgram(unbundled);
    return {
      original,
      bundled,
      difference: isDeepStrictEqual(original, again) ? differenceOf(original, bundled) : 'unstable',
    };
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

/** Writes the files of a program. */
export function writeProgram(program: Program, folder: string): void {
  for (const [path, text] of renderProgram(program)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
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
