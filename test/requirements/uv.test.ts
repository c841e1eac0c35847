import { execFileSync, type ExecFileSyncOptions } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, expect, test } from 'vitest';
import { runCribo, writeProject } from '../project.ts';
import { findPythons } from '../pythons.ts';
import { runCommand } from '../run-command.ts';

const python = findPythons().at(-1)!;
const cache = fileURLToPath(new URL('../../.cache/uv', import.meta.url));
const environment = join(cache, 'environment');

/** Installs uv, and the packages of the program, once a checkout. */
beforeAll(() => {
  if (existsSync(join(cache, 'ready'))) return;
  mkdirSync(cache, { recursive: true });
  const options: ExecFileSyncOptions = { stdio: ['ignore', 'ignore', 'pipe'] };
  execFileSync(python.path, ['-m', 'venv', environment], options);
  const packages = ['uv==0.13.9', 'six==1.17.0', 'packaging==25.0'];
  execFileSync(join(environment, 'bin/python'), ['-m', 'pip', 'install', '--quiet', ...packages], options);
  writeFileSync(join(cache, 'ready'), '');
});

test('`uv run` gives a bundle what it does not hold', async () => {
  const main = `\
#!/usr/bin/env python3
import sys
import helper
import packaging.version
import six

print(packaging.version.parse('1.10') > packaging.version.parse('1.9'), six.__version__, helper.NAME)
print('site-packages' in packaging.__file__, 'site-packages' in six.__file__)
`;
  const folder = writeProject({ 'main.py': main, 'helper.py': 'NAME = __name__\n' });
  const args = ['main.py', '--output', 'dist/bundle.py', '--python', environment];
  const options = ['--inline', 'packaging', '--script-metadata', '--pin-requirements'];
  const built = await runCribo(folder, [...args, ...options]);
  expect(built).toMatchObject({ status: 0, stderr: '' });
  const uv = join(environment, 'bin/uv');
  const variables = { UV_CACHE_DIR: join(cache, 'cache'), UV_PYTHON_DOWNLOADS: 'never', VIRTUAL_ENV: '' };
  const run = ['run', '--no-project', '--quiet', '--python', python.path, 'dist/bundle.py'];
  const { status, stdout, stderr } = await runCommand(uv, run, { cwd: folder, environment: variables });
  expect(stderr).toBe('');
  expect(status).toBe(0);
  expect(stdout).toBe('True 1.17.0 helper\nFalse True\n');
});
