// The plugin examples/cribo-plugin-yaml-settings as a package: packed, installed, and named in a cribo.toml.
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { runCribo, writeProject } from '../project.ts';
import { root, runPython } from './build-example.ts';

const plugin = join(root, 'examples/cribo-plugin-yaml-settings');
let project: string;

const run = (cwd: string, command: string, ...args: string[]): string =>
  execFileSync(command, args, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });

/** Packs a package into the project; gives the path to install it by. */
function pack(folder: string): string {
  const packed = run(folder, 'npm', 'pack', '--silent', '--ignore-scripts', '--pack-destination', project);
  return `./${packed.trim()}`;
}

beforeAll(() => {
  project = writeProject({});
  cpSync(join(root, 'examples/yaml-settings'), project, { recursive: true });
  const flags = ['--silent', '--prefer-offline', '--omit=optional', '--no-audit', '--no-fund'];
  run(project, 'npm', 'install', ...flags, pack(root), pack(plugin));
});

test('a cribo.toml uses the plugin by name', async () => {
  expect(await runCribo(project, [])).toEqual({ status: 0, stdout: '', stderr: '' });
  expect((await runPython(join(project, 'bundle.py'))).stdout).toBe(
    'Good morning, Ada: tea and quiet for you\nGood morning, Linus: nothing for you\n',
  );
});

test('the command of the installed package uses it too', () => {
  const name = 'bundle.py';
  run(project, 'npx', '--no-install', 'cribo', '--output', name);
  expect(readFileSync(join(project, name), 'utf8')).toContain('greeting = "Good morning"');
});

test('a mistake in the YAML file is shown there', async () => {
  const config = join(project, 'config.yaml');
  const good = readFileSync(config, 'utf8');
  writeFileSync(config, good.replace('quiet]', 'quiet'));
  const { status, stderr } = await runCribo(project, []);
  writeFileSync(config, good);
  expect(status).toBe(1);
  expect(stderr).toContain('error INVALID_YAML: ');
  expect(stderr).toContain('in plugin yaml-settings, hook load\n  config.yaml:');
  expect(stderr).toMatch(/^ {4}> \d \| {3}- name: Linus$/m);
});

test('the package holds what it promises, and publint finds nothing', () => {
  const installed = join(project, 'node_modules/cribo-plugin-yaml-settings');
  expect(readdirSync(installed).toSorted()).toEqual(['README.md', 'index.d.ts', 'index.js', 'package.json']);
  expect(run(plugin, process.execPath, join(root, 'node_modules/publint/src/cli.js'), '--strict')).toContain(
    'All good!',
  );
});

test("the package's own test passes, and its types check", () => {
  const copy = join(project, 'packages/plugin');
  mkdirSync(copy, { recursive: true });
  cpSync(plugin, copy, { recursive: true });
  expect(run(copy, 'npm', 'test', '--silent')).toMatch(/^# pass 3$/m);
  const program = `import { defineConfig } from 'cribo';
import yamlSettings from 'cribo-plugin-yaml-settings';
export default defineConfig({ entry: 'main.py', plugins: [yamlSettings({ module: 'a' }), yamlSettings()] });
// @ts-expect-error there is no such option
yamlSettings({ modul: 'a' });
`;
  writeFileSync(join(copy, 'use.ts'), program);
  const compiler = join(root, 'node_modules/typescript/bin/tsc');
  const types = ['--types', 'node', '--typeRoots', join(root, 'node_modules/@types')];
  const flags = ['--noEmit', '--strict', '--module', 'nodenext', '--target', 'es2023', '--checkJs', ...types];
  expect(run(copy, process.execPath, compiler, ...flags, 'index.js', 'use.ts')).toBe('');
});
