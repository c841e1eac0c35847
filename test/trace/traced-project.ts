import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { runCribo, writeProject } from '../project.ts';
import { type Outcome, runCommand } from '../run-command.ts';
import { files } from './failing-program.ts';

/** The failing program in a folder of its own, with `bundle.py` beside it. */
export interface TracedProject {
  readonly folder: string;
  /** Runs a file of the folder, and gives what it writes to standard error. */
  run(python: string, file: string, ...args: string[]): Promise<string>;
  /** Runs `cribo trace` on a text. */
  trace(text: string | Uint8Array, ...args: string[]): Promise<Outcome>;
  read(file: string): string;
  write(file: string, content: string): void;
}

/** Writes and bundles the program. @param args of the command, beside `--entry` and `--output` */
export async function tracedProject(...args: string[]): Promise<TracedProject> {
  const folder = writeProject(files);
  const built = await runCribo(folder, ['--entry', 'main.py', '--output', 'bundle.py', ...args]);
  expect(built).toEqual({ status: 0, stdout: '', stderr: '' });
  return {
    folder,
    run: async (python, file, ...rest) => (await runCommand(python, [file, ...rest], { cwd: folder })).stderr,
    trace: (text, ...rest) => runCribo(folder, ['trace', ...rest], { input: Buffer.from(text) }),
    read: (file) => readFileSync(join(folder, file), 'utf8'),
    write: (file, content) => writeFileSync(join(folder, file), content),
  };
}
