import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from 'vitest';
import { runCribo, writeProject } from '../project.ts';
import { findPythons } from '../pythons.ts';
import { runCommand } from '../run-command.ts';

/** The top of the repository. */
export const root = fileURLToPath(new URL('../..', import.meta.url));

/** Runs a file with the newest Python. */
export async function runPython(file: string, ...args: string[]): Promise<{ stdout: string; stderr: string }> {
  const { stdout, stderr } = await runCommand(findPythons().at(-1)!.path, [file, ...args], { cwd: root });
  return { stdout, stderr };
}

/** What building an example in its own folder gave. */
export interface BuiltExample {
  /** The bundle, in a folder of its own. */
  readonly bundle: string;
  readonly status: number | null;
  readonly stderr: string;
}

/** Builds the example in a folder of the repository, with the configuration that lies there. */
export async function buildExample(
  folder: string,
  environment: Readonly<Record<string, string>> = {},
  ...args: string[]
): Promise<BuiltExample> {
  const bundle = join(writeProject({}), 'main.py');
  const outcome = await runCribo(join(root, folder), ['--output', bundle, ...args], { environment });
  expect(outcome.stdout).toBe('');
  return { bundle, status: outcome.status, stderr: outcome.stderr };
}
