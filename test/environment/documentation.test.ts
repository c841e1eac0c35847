// docs/third-party.md and docs/requirements.md: the commands that they show are run, and what they print is compared.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { optionKeys } from '../../core/option-definitions.ts';
import { flagOf } from '../../cli/arguments.ts';
import { root } from '../examples/build-example.ts';
import { readScenarios, type ShownCommand } from '../examples/read-guide.ts';
import { cribo, writeProject } from '../project.ts';
import { findPythons } from '../pythons.ts';
import { runCommand } from '../run-command.ts';

const pages = ['third-party', 'requirements'].map((name) => ({
  name,
  text: readFileSync(join(root, `docs/${name}.md`), 'utf8'),
}));
const python = findPythons().at(-1)!.path;
const programs: Record<string, readonly string[]> = {
  cribo: [process.execPath, cribo],
  python3: [python],
  cat: ['cat'],
};

async function outputOf({ command, args }: ShownCommand, folder: string): Promise<string> {
  const [program, ...first] = programs[command] ?? [join(folder, command)];
  const environment = { VIRTUAL_ENV: '', CONDA_PREFIX: '', PIP_DISABLE_PIP_VERSION_CHECK: '1' };
  const isPip = command.endsWith('pip');
  const { status, stdout, stderr } = await runCommand(program, [...first, ...args], { cwd: folder, environment });
  expect(status, stderr).toBe(0);
  // Indexes that are configured and not there are none of the page's business.
  return isPip ? stdout : stderr + stdout;
}

test.each(pages)('does what the page shows: $name', async ({ text }) => {
  const scenarios = readScenarios(text);
  expect(scenarios).toHaveLength(1);
  for (const { files, commands } of scenarios) {
    const folder = writeProject(files);
    expect(commands.length).toBeGreaterThan(3);
    for (const shown of commands) expect(await outputOf(shown, folder)).toBe(shown.output);
  }
});

test.each(pages)('the options that the page names exist: $name', ({ text }) => {
  const flags = optionKeys('flag').map(flagOf);
  const named = [...text.matchAll(/`(?:cribo )?(--[a-z][a-z-]+)/g)].map((match) => match[1]!);
  expect(named.length).toBeGreaterThan(3);
  for (const flag of named) if (flag !== '--no-project') expect(flags).toContain(flag.replace('--no-', '--'));
});
