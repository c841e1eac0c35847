import { join } from 'node:path';
import type { Outcome } from '../run-command.ts';
import { runCribo, writeProject } from '../project.ts';

type Files = Readonly<Record<string, string>>;

export interface ConfiguredOutcome extends Outcome {
  readonly folder: string;
  /** Names of the modules in the bundle on standard output, besides the entry. */
  readonly modules: readonly string[];
}

/** A program whose modules show by their absence which `external` was in force. */
export const program: Files = {
  '.git/HEAD': '',
  'main.py': 'import one, two, three, four\n',
  'one.py': '',
  'two.py': '',
  'three.py': '',
  'four.py': '',
};

/** Names of the modules that a bundle holds, besides the entry. */
export function bundledModules(text: string): string[] {
  return [...text.matchAll(/^def __cribo_init_[0-9a-f]{6}_(\w+)/gm)].map((match) => match[1]).toSorted();
}

interface Run {
  readonly args?: readonly string[];
  /** The working folder, relative to the project's. */
  readonly from?: string;
  readonly environment?: Readonly<Record<string, string>>;
}

/** Writes the program with more files, and runs the command in it. */
export async function configuredBuild(files: Files, run: Run = {}): Promise<ConfiguredOutcome> {
  const folder = writeProject({ ...program, ...files });
  const outcome = await runCribo(join(folder, run.from ?? ''), run.args ?? [], { environment: run.environment ?? {} });
  return { ...outcome, folder, modules: bundledModules(outcome.stdout) };
}
