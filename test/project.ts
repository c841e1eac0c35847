import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll } from 'vitest';
import { type CommandOptions, type Outcome, runCommand } from './run-command.ts';

/** The built command. */
export const cribo = fileURLToPath(new URL('../dist/cli.js', import.meta.url));

const folders: string[] = [];

afterAll(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/** Writes files into a new folder, which is removed when the tests of the file have ended. */
export function writeProject(files: Readonly<Record<string, string | Uint8Array>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'cribo-test-'));
  folders.push(folder);
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  return folder;
}

/** Runs the built command in a folder. */
export function runCribo(
  folder: string,
  args: readonly string[],
  options: Partial<CommandOptions> = {},
): Promise<Outcome> {
  return runCommand(process.execPath, [cribo, ...args], { cwd: folder, ...options });
}
