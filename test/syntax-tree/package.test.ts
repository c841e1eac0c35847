import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { writeProject } from '../project.ts';
import { runCommand, type Outcome } from '../run-command.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

const program = {
  'main.py': 'from importlib import import_module as load\n\nprint(load("other").name)\n',
  'other.py': 'name = __name__\n',
};

function npm(cwd: string, ...args: string[]): void {
  execFileSync('npm', args, { cwd, stdio: ['ignore', 'ignore', 'pipe'] });
}

/** Installs the packed package into an empty folder. */
function install(...flags: string[]): string {
  const folder = writeProject({ 'package.json': '{ "private": true }', ...program });
  npm(root, 'pack', '--silent', '--ignore-scripts', '--pack-destination', folder);
  const archive = readdirSync(folder).find((name) => name.endsWith('.tgz'))!;
  npm(folder, 'install', '--silent', '--prefer-offline', '--no-audit', '--no-fund', ...flags, `./${archive}`);
  return folder;
}

function run(folder: string, environment: Record<string, string>): Promise<Outcome> {
  const command = join(folder, 'node_modules/cribo/dist/cli.js');
  const args = [command, '--entry', 'main.py', '--output', 'out/main.py'];
  return runCommand(process.execPath, args, { cwd: folder, environment });
}

async function bundle(folder: string, environment: Record<string, string> = {}): Promise<string> {
  const { status, stderr } = await run(folder, environment);
  expect(status, stderr).toBe(0);
  return readFileSync(join(folder, 'out/main.py'), 'utf8');
}

describe('the packed package', () => {
  test('without its optional dependencies uses WebAssembly', async () => {
    const folder = install('--omit=optional');
    expect(existsSync(join(folder, 'node_modules/tree-sitter-python'))).toBe(false);
    expect(await bundle(folder)).toContain('_other():');
    const { status, stderr } = await run(folder, { CRIBO_TREE_SITTER: 'native' });
    expect(status).toBe(1);
    expect(stderr).toContain('error TREE_SITTER_UNAVAILABLE: tree-sitter (native)');
    expect(stderr).toContain("Cannot find package 'tree-sitter'");
    expect(stderr).toContain('CRIBO_TREE_SITTER=wasm');
  });

  test('with its optional dependencies has both back ends', async () => {
    const folder = install();
    const text = await bundle(folder, { CRIBO_TREE_SITTER: 'native' });
    expect(text).toContain('_other():');
    expect(await bundle(folder, { CRIBO_TREE_SITTER: 'wasm' })).toBe(text);
  });
});
