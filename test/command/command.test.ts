import { chmodSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import manifest from '../../package.json' with { type: 'json' };
import { cribo, runCribo, writeProject } from '../project.ts';
import { findPythons } from '../pythons.ts';
import { runCommand } from '../run-command.ts';

const python = findPythons().at(-1)!.path;
const files = { 'main.py': 'import mod\nprint(mod.x)\n', 'mod.py': 'x = 1\n' };

/** Runs the command with a terminal for standard error, as `pty` of Python's library makes one. */
function runOnTerminal(folder: string, args: string[], environment: Record<string, string> = {}) {
  const program = `import os, pty, subprocess, sys
main, terminal = pty.openpty()
child = subprocess.Popen(sys.argv[1:], stderr=terminal)
os.close(terminal)
text = b''
while True:
    try:
        chunk = os.read(main, 65536)
    except OSError:
        break
    if not chunk:
        break
    text += chunk
sys.stderr.write(text.decode())
sys.exit(child.wait())`;
  return runCommand(python, ['-c', program, process.execPath, cribo, ...args], { cwd: folder, environment });
}

test('writes the bundle alone to standard output, and nothing else anywhere', async () => {
  const outcome = await runCribo(writeProject(files), ['--entry', 'main.py']);
  expect(outcome).toMatchObject({ status: 0, stderr: '' });
  expect(outcome.stdout).toMatch(/^def __cribo_init_/);
});

test.each([
  ['main.py'],
  ['build', 'main.py'],
  ['--entry=main.py'],
  ['-e', 'main.py', '--exec-free'],
  ['main.py', '--target-python', '3.10'],
])('takes %j', async (...args) => {
  const folder = writeProject(files);
  const wanted = await runCribo(folder, ['--entry', 'main.py']);
  expect(await runCribo(folder, args)).toEqual(wanted);
});

test('reads a program from standard input', async () => {
  const folder = writeProject({ 'mod.py': 'x = 2\n' });
  for (const args of [['-'], ['--entry', '-']]) {
    const built = await runCribo(folder, args, { input: Buffer.from(files['main.py']) });
    const run = await runCommand(python, ['-I', '-'], { cwd: '/', input: Buffer.from(built.stdout) });
    expect(run).toMatchObject({ status: 0, stdout: '2\n', stderr: '' });
  }
});

test('gives the same bytes from any folder, in any order of reading', async () => {
  const [one, two] = [writeProject(files), writeProject(files)];
  const built = await Promise.all([runCribo(one, ['-e', 'main.py']), runCribo('/', ['-e', join(two, 'main.py')])]);
  expect(built[0].stdout).toBe(built[1].stdout);
});

test('a program of one file comes out byte for byte, and stays executable', async () => {
  const bytes = Buffer.from('#!/usr/bin/env python3\r\n# coding: latin-1\r\nprint("\xe9")\r\n\f', 'latin1');
  const folder = writeProject({ 'main.py': bytes });
  chmodSync(join(folder, 'main.py'), 0o755);
  await runCribo(folder, ['--entry', 'main.py', '--output', 'bundle.py']);
  expect(readFileSync(join(folder, 'bundle.py')).equals(bytes)).toBe(true);
  expect(statSync(join(folder, 'bundle.py')).mode & 0o111).toBe(0o111);
});

test('replaces the file that a link names, and keeps the permissions it has', async () => {
  const folder = writeProject({ ...files, 'real.py': '' });
  chmodSync(join(folder, 'real.py'), 0o640);
  symlinkSync('real.py', join(folder, 'bundle.py'));
  expect(await runCribo(folder, ['--entry', 'main.py', '--output', 'bundle.py'])).toMatchObject({ status: 0 });
  expect(readFileSync(join(folder, 'real.py'), 'utf8')).toContain('__cribo_install');
  expect(statSync(join(folder, 'real.py')).mode & 0o777).toBe(0o640);
});

test('writes to a device, and does not replace it', async () => {
  const folder = writeProject(files);
  expect(await runCribo(folder, ['--entry', 'main.py', '--output', '/dev/null'])).toMatchObject({ status: 0 });
  expect(statSync('/dev/null').isCharacterDevice()).toBe(true);
});

test('leaves external modules to the environment', async () => {
  const folder = writeProject({ ...files, 'lib/mod.py': 'x = "from outside"\n' });
  const built = await runCribo(folder, ['--entry', 'main.py', '--external', 'mod']);
  expect(built.stdout).toBe(files['main.py']);
});

test('says how it went on a terminal, without colour where that is unwanted', async () => {
  const folder = writeProject(files);
  const args = ['--entry', 'main.py', '--output', 'bundle.py'];
  const colored = await runOnTerminal(folder, args, { TERM: 'xterm', NO_COLOR: '' });
  expect(colored).toMatchObject({ status: 0, stdout: '' });
  expect(colored.stderr).toMatch(/\u001B\[32mbundled 2 modules, [\d.]+ kB, in [\d.]+ s -> bundle.py/);
  const plain = await runOnTerminal(folder, args, { TERM: 'xterm', NO_COLOR: '1' });
  expect(plain.stderr.replace(/\r\u001B\[K.*?(?=bundled)/s, '')).toMatch(/^bundled 2 modules/);
  const quiet = await runOnTerminal(folder, [...args, '--log-level', 'warn']);
  expect(quiet).toEqual({ status: 0, stdout: '', stderr: '' });
  const asked = await runCribo(folder, [...args, '--log-level', 'info']);
  expect(asked.stderr).toMatch(/^bundled 2 modules/);
});

test('groups warnings by code, three shown and the rest counted', async () => {
  const folder = writeProject({
    'main.py': 'import mod\n\nmod.f\n',
    'mod.py': 'def f(): return __class__\n'.repeat(5),
  });
  const { stderr, status } = await runCribo(folder, ['--entry', 'main.py']);
  expect(status).toBe(0);
  expect(stderr.match(/^warning CLASS_CELL/gm)).toHaveLength(3);
  expect(stderr).toContain('... and 2 more CLASS_CELL');
  expect((await runCribo(folder, ['--entry', 'main.py', '--log-level', 'error'])).stderr).toBe('');
});

test('shows help and version', async () => {
  const folder = writeProject({});
  const help = await runCribo(folder, ['--help']);
  expect(help).toMatchObject({ status: 0, stderr: '' });
  for (const flag of ['--entry', '--output', '--path', '--external', '--target-python', '--log-level'])
    expect(help.stdout).toContain(flag);
  expect((await runCribo(folder, ['--version'])).stdout).toContain(`cribo/${manifest.version}`);
});

test('never runs the program', async () => {
  const folder = writeProject({ 'main.py': 'import mod\n', 'mod.py': 'open("ran", "w")\n' });
  writeFileSync(join(folder, 'cribo.pth'), 'import mod\n');
  expect(await runCribo(folder, ['--entry', 'main.py'])).toMatchObject({ status: 0 });
  expect(() => statSync(join(folder, 'ran'))).toThrow();
});
