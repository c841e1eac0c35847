// docs/deduplication.md: the commands that it shows are run, and what they print is compared.
import { readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { root } from '../examples/build-example.ts';
import { readScenarios, type ShownCommand } from '../examples/read-guide.ts';
import { cribo, writeProject } from '../project.ts';
import { findPythons } from '../pythons.ts';
import { runCommand } from '../run-command.ts';

const page = readFileSync(join(root, 'docs/deduplication.md'), 'utf8');
const scenarios = readScenarios(page);

const programs: Record<string, readonly string[]> = {
  cribo: [process.execPath, cribo],
  python3: [findPythons().at(-1)!.path],
};

async function outputOf({ command, args }: ShownCommand, folder: string): Promise<string> {
  if (command === 'ln') {
    symlinkSync(args[1], join(folder, args[2]));
    return '';
  }
  const [program, ...first] = programs[command];
  const { status, stdout, stderr } = await runCommand(program, [...first, ...args], { cwd: folder });
  expect(status, stderr).toBe(0);
  return stderr + stdout;
}

test.each(scenarios)('does what the page shows: $name', async ({ files, commands }) => {
  expect(commands.length).toBeGreaterThan(2);
  const folder = writeProject(files);
  for (const shown of commands) expect(await outputOf(shown, folder)).toBe(shown.output);
});

test('the page shows every mode', () => {
  expect(scenarios.length).toBe(2);
  for (const mode of ['file', 'text', 'off']) expect(page).toContain(`| \`${mode}\``);
});
