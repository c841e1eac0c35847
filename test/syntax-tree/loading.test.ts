import { expect, test } from 'vitest';
import { cribo, writeProject } from '../project.ts';
import { runCommand } from '../run-command.ts';

const observer = new URL('observe-loading.mjs', import.meta.url).href;

/** The packages of tree-sitter that the command imports when it bundles a program. */
async function importedPackages(program: string, environment: Record<string, string> = {}): Promise<string[]> {
  const folder = writeProject({ 'main.py': program, 'other.py': 'pass\n' });
  const args = ['--import', observer, cribo, '--entry', 'main.py'];
  const { status, stderr } = await runCommand(process.execPath, args, { cwd: folder, environment });
  expect(status, stderr).toBe(0);
  const imported = [...stderr.matchAll(/^imported (.+)$/gm)].map(([, specifier]) => specifier);
  // The command itself is seen, so nothing escapes the observer.
  expect(imported.some((specifier) => specifier.endsWith('cli.js'))).toBe(true);
  return imported.filter((specifier) => specifier.includes('tree-sitter'));
}

test('a program without calls to look at loads nothing of tree-sitter', async () => {
  expect(await importedPackages('import importlib.util\nimport other\n')).toEqual([]);
});

test('a program with such calls loads one back end', async () => {
  const program = 'import importlib\nimportlib.import_module("other")\n';
  expect(await importedPackages(program, { CRIBO_TREE_SITTER: 'wasm' })).toEqual(['web-tree-sitter']);
  const native = ['tree-sitter', 'tree-sitter-python'];
  expect(await importedPackages(program, { CRIBO_TREE_SITTER: 'native' })).toEqual(native);
});
