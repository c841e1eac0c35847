// The guides of docs/ but for plugins.md: what they show is run, and compared.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { importFunctions } from '../plugins/importlib/import-functions.ts';
import { ruleKeys } from '../plugins/rules/rule.ts';
import { readScenarios, type Scenario, type ShownCommand } from './examples/read-guide.ts';
import { cribo, writeProject } from './project.ts';
import { findPythons } from './pythons.ts';
import { runCommand } from './run-command.ts';

const read = (name: string): string => readFileSync(fileURLToPath(new URL(`../docs/${name}`, import.meta.url)), 'utf8');
const programs: Record<string, readonly string[]> = {
  cribo: [process.execPath, cribo],
  python3: [findPythons().at(-1)!.path],
};

async function outputOf({ command, args }: ShownCommand, folder: string): Promise<string> {
  const [program, ...first] = programs[command]!;
  const given = args.map((argument) => argument.replaceAll("'", ''));
  const { status, stdout, stderr } = await runCommand(program!, [...first, ...given], { cwd: folder });
  expect(status, stderr).toBe(0);
  return stderr + stdout;
}

describe.each(['imports.md', 'rules.md', 'source-maps.md', 'tree-shaking.md'])('%s does what it shows:', (page) => {
  test.each(readScenarios(read(page)))('$name', async ({ files, commands }) => {
    const folder = writeProject(files);
    for (const shown of commands) expect(await outputOf(shown, folder)).toBe(shown.output);
  });
});

describe('smaller.md does what it shows:', () => {
  test.each(readScenarios(read('smaller.md')))('$name', async ({ files, commands }) => {
    const folder = writeProject(files);
    for (const shown of commands) expect(await outputOf(shown, folder)).toBe(shown.output);
    const bundle = readFileSync(join(folder, 'bundle.py'), 'utf8');
    expect(bundle).not.toMatch(/models|windows|debugging/);
    expect(bundle.includes('Copyright 2024')).toBe(true);
    expect(bundle.includes('Print it.')).toBe(!commands[0]!.args.includes('--minify'));
  });
});

test('docs/smaller.md shows text of a bundle', async () => {
  const [{ files, commands }] = readScenarios(read('smaller.md')) as [Scenario, ...Scenario[]];
  const folder = writeProject(files);
  const shown = /```python\n# bundle\.py\n(?<text>.*?)```/s.exec(read('smaller.md'))!.groups!.text!;
  await outputOf(commands[0]!, folder);
  expect(readFileSync(join(folder, 'bundle.py'), 'utf8')).toContain(shown);
});

describe('strategies.md does what it shows:', () => {
  test.each(readScenarios(read('strategies.md')))('$name', async ({ files, commands }) => {
    const folder = writeProject(files);
    for (const shown of commands) expect(await outputOf(shown, folder)).toBe(shown.output);
    for (const name of ['wrapped.py', 'flat.py', 'static.py'].filter((bundle) => bundle in files)) {
      const text = files[name]!.slice(files[name]!.indexOf('\n') + 1);
      expect(readFileSync(join(folder, name), 'utf8')).toContain(text);
    }
  });
});

test('docs/imports.md has every function, by its last name', () => {
  const page = read('imports.md');
  for (const name of importFunctions.keys()) {
    if (name === 'importlib.util.resolve_name' || name === 'importlib.find_loader') continue;
    expect(page).toMatch(new RegExp(`\`[\\w.]*\\b${name.slice(name.lastIndexOf('.') + 1)}\\b`));
  }
});

test('docs/rules.md has every key of a rule, in their order', () => {
  const keys = [...read('rules.md').matchAll(/^\| `([\w-]+)` \|/gm)].map((match) => match[1]);
  expect(keys).toEqual(Object.keys(ruleKeys));
});
