// docs/plugins.md: what it shows is type-checked against the package's types, run, and compared.
import { mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { CriboError } from '../../core/diagnostics.ts';
import { hookKinds } from '../../core/plugin.ts';
import { checkPlugins } from '../../core/plugin-list.ts';
import { cribo, writeProject } from '../project.ts';
import { findPythons } from '../pythons.ts';
import { runCommand } from '../run-command.ts';
import { root } from './build-example.ts';
import { guide, readScenarios, type Scenario, type ShownCommand } from './read-guide.ts';

const scenarios = readScenarios();

/** A project in which `cribo` can be imported. */
function writeWithPackage(files: Scenario['files']): string {
  const folder = writeProject({ 'package.json': '{ "type": "module", "private": true }', ...files });
  mkdirSync(join(folder, 'node_modules'));
  symlinkSync(root, join(folder, 'node_modules/cribo'));
  return folder;
}

const programs: Record<string, readonly string[]> = {
  cribo: [process.execPath, cribo],
  node: [process.execPath],
  python3: [findPythons().at(-1)!.path],
};

async function outputOf({ command, args }: ShownCommand, folder: string): Promise<string> {
  if (command === 'cat') return readFileSync(join(folder, args[0]), 'utf8');
  const [program, ...first] = programs[command];
  const { status, stdout, stderr } = await runCommand(program, [...first, ...args], { cwd: folder });
  const output = stderr + stdout;
  expect(status, output).toBe(/^error /m.test(output) ? 1 : 0);
  return output;
}

describe('does what the guide shows:', () => {
  test.each(scenarios)('$name', async ({ files, commands }) => {
    const folder = writeWithPackage(files);
    for (const shown of commands) expect(await outputOf(shown, folder)).toBe(shown.output);
  });
});

test('the strategy of the guide is the one that a fixture tests', () => {
  const file = join(root, 'fixtures/strategies/constants-as-tables/table-strategy.ts');
  expect(guide).toContain(`\n${readFileSync(file, 'utf8')}`);
});

test('the code of the guide type-checks', async () => {
  const files: Record<string, string> = {};
  for (const [index, scenario] of scenarios.entries()) {
    for (const [name, text] of Object.entries(scenario.files)) {
      if (name.endsWith('.ts')) files[`${index}/${name}`] = text;
    }
  }
  expect(Object.keys(files).length).toBeGreaterThan(20);
  const compiler = join(root, 'node_modules/typescript/bin/tsc');
  const types = ['--types', 'node', '--typeRoots', join(root, 'node_modules/@types')];
  const strict = ['--strict', '--noUnusedLocals', '--noEmit'];
  const args = [compiler, ...strict, ...types, '--module', 'nodenext', '--target', 'es2023', ...Object.keys(files)];
  const outcome = await runCommand(process.execPath, args, { cwd: writeWithPackage(files) });
  expect(outcome).toEqual({ status: 0, stdout: '', stderr: '' });
});

test('every hook has an example and its kind', () => {
  const shown = new Set(scenarios.map(({ name }) => name));
  for (const [hook, kind] of Object.entries(hookKinds)) {
    expect(shown).toContain(`${hook} 1`);
    const [, cell] = new RegExp(`^\\| \\[\`${hook}\`\\]\\(#${hook}\\) \\| ([^|]*) \\|`, 'm').exec(guide)!;
    expect(cell).toBe(kind === 'synchronous' ? 'first, synchronous' : kind);
  }
});

test('the guide and the hints agree on what hooks of Rollup are called here', () => {
  const [, theirs, ours] = /^\| (`buildStart`[^|]*) \| ([^|]*) \|$/m.exec(guide)!;
  const names = (cell: string): string[] => [...cell.matchAll(/`(\w+)`/g)].map((match) => match[1]);
  expect(names(theirs).length).toBeGreaterThan(5);
  const hinted = names(theirs).map((hook) => {
    try {
      checkPlugins([{ name: 'rollup', [hook]() {} }]);
      return undefined;
    } catch (cause) {
      return /^Did you mean "(\w+)"\?$/.exec((cause as CriboError).diagnostic.hint!)?.[1];
    }
  });
  expect(hinted).toEqual(names(ours));
});

test('every code in the guide is one of cribo, or of an example', () => {
  const messages = readFileSync(join(root, 'core/diagnostics.ts'), 'utf8');
  const own = new Set([...guide.matchAll(/code: '([A-Z_]+)'/g)].map((match) => match[1]));
  const mentioned = [...guide.matchAll(/`([A-Z]+(?:_[A-Z]+)+)`/g)].map((match) => match[1]);
  expect(mentioned.length).toBeGreaterThan(15);
  for (const code of mentioned) if (!own.has(code)) expect(messages).toContain(`code: '${code}'`);
});
