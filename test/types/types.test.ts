// The public types as the package has them, under the settings that its users may have.
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { writeProject } from '../project.ts';
import { runCommand } from '../run-command.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const here = fileURLToPath(new URL('.', import.meta.url));

/** Puts a copy of the package's types into the `node_modules` of a folder. The compiler takes one version for one copy. */
function copyPackage(folder: string, version: string): void {
  const target = join(folder, 'node_modules/cribo');
  mkdirSync(target, { recursive: true });
  const manifest: unknown = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  writeFileSync(join(target, 'package.json'), JSON.stringify({ ...(manifest as object), version }));
  cpSync(join(root, 'dist/types'), join(target, 'dist/types'), { recursive: true });
}

async function compile(flags: readonly string[], files: readonly string[]): Promise<string> {
  const folder = writeProject({ 'package.json': '{ "type": "module" }' });
  cpSync(here, join(folder, 'types'), { recursive: true });
  copyPackage(folder, '0.1.0');
  copyPackage(join(folder, 'types/copies/plugin'), '0.1.1');
  const compiler = join(root, 'node_modules/typescript/bin/tsc');
  const settings = ['--strict', '--noEmit', '--allowImportingTsExtensions', '--types', '', ...flags];
  const paths = files.map((file) => join('types', file));
  const { stdout } = await runCommand(process.execPath, [compiler, ...settings, ...paths], { cwd: folder });
  return stdout;
}

const nodenext = ['--module', 'nodenext', '--target', 'es2023'];
const bundler = ['--module', 'esnext', '--moduleResolution', 'bundler', '--target', 'es2023'];
const files = ['contract.ts', 'merging.ts', 'copies/host.ts'];

test.each([
  ['nodenext', nodenext],
  ['a bundler', bundler],
  ['exactOptionalPropertyTypes', [...nodenext, '--exactOptionalPropertyTypes']],
  ['exactOptionalPropertyTypes, and more', [...nodenext, '--exactOptionalPropertyTypes', '--noUncheckedIndexedAccess']],
])('the types hold under %s', async (_name, flags) => {
  expect(await compile(flags, files)).toBe('');
});

test('there are two copies of the package in these tests', async () => {
  const listed = await compile([...nodenext, '--listFiles'], ['copies/host.ts']);
  expect(listed.match(/.*cribo\/dist\/types\/core\/plugin\.d\.ts$/gm)).toHaveLength(2);
});
