import { describe, expect, test } from 'vitest';
import { runCribo, writeProject } from '../project.ts';

const folder = writeProject({
  'main.py': 'import sys, typing\nif sys.platform == "linux" and __debug__: print(1)\n',
  'assigns.py': 'import typing\ntyping.TYPE_CHECKING = True\nif typing.TYPE_CHECKING: print(1)\n',
});

describe('refused', () => {
  test.each([
    ['INVALID_PLATFORM', 'Did you mean "win32"?', ['--target-platform', 'windows']],
    ['INVALID_PLATFORM', 'Did you mean "darwin"?', ['--target-platform', 'Darwin']],
    ['INVALID_PLATFORM', 'sys.platform is one of "aix"', ['--target-platform', 'playstation']],
    ['INVALID_DEFINE', '--define DEBUG=true gives it one', ['--define', 'DEBUG']],
    ['INVALID_DEFINE', 'NAME=value', ['--define', '3x=1']],
    ['INVALID_DEFINE', '--target-python 3.8', ['--define', 'sys.version_info=3']],
    ['CONTRADICTORY_DEFINES', '"X" is to be 1 and 2 at once', ['--define', 'X=1', '--define', 'X=2']],
    ['CONTRADICTORY_DEFINES', "'nt'", ['--target-platform', 'linux', '--define', 'os.name=nt']],
    ['CONTRADICTORY_DEFINES', "'win32'", ['--target-platform', 'linux', '--define', 'sys.platform=win32']],
    ['CONTRADICTORY_DEFINES', 'True', ['--define', 'TYPE_CHECKING=true', '--define', 'typing.TYPE_CHECKING=false']],
    ['INVALID_OPTION', 'keep, legal, none', ['--comments', 'some']],
  ])('%s: %s', async (code, text, args) => {
    const { status, stdout, stderr } = await runCribo(folder, ['main.py', ...args]);
    expect(stderr).toContain(`error ${code}: `);
    expect(stderr).toContain(text);
    expect([status, stdout]).toEqual([1, '']);
  });
});

describe('warned of', () => {
  test.each([
    ['DEFINE_UNUSED', 'main.py', ['--tree-shaking', 'safe', '--define', 'DEBG=1']],
    ['DEFINE_WITHOUT_TREE_SHAKING', 'main.py', ['--no-tree-shaking', '--define', '__debug__=true']],
    ['DEFINE_WITHOUT_TREE_SHAKING', 'main.py', ['--no-tree-shaking', '--target-platform', 'linux']],
    ['TYPE_CHECKING_ASSIGNED', 'assigns.py', ['--tree-shaking', 'safe']],
  ])('%s', async (code, entry, args) => {
    const { status, stderr } = await runCribo(folder, [entry, ...args]);
    expect(stderr).toContain(`warning ${code}: `);
    expect(status).toBe(0);
  });
});

test('a program of one file is copied when only TYPE_CHECKING is known', async () => {
  const text = 'from typing import TYPE_CHECKING\r\nif TYPE_CHECKING:\r\n    import nowhere\r\n';
  const { stdout, stderr } = await runCribo(writeProject({ 'main.py': text }), ['main.py', '--tree-shaking', 'safe']);
  expect(stdout).toBe(text);
  expect(stderr).not.toContain('nowhere');
});

test('a name that nothing binds has its value wherever it is read', async () => {
  const text = 'print(DEBUG, f"{LEVEL}", [LEVEL for LEVEL in (1,)])\nif DEBUG and print(2): pass\n';
  const args = ['main.py', '--tree-shaking', 'safe', '--define', 'DEBUG=yes', '--define', 'LEVEL=3'];
  const { stdout } = await runCribo(writeProject({ 'main.py': text }), args);
  expect(stdout).toBe(`print('yes', f"{3}", [LEVEL for LEVEL in (1,)])\nif 'yes' and print(2): pass\n`);
});

test('__debug__ is decided where it is defined, and only then', async () => {
  const text = 'if __debug__:\n    print(1)\nelse:\n    print(2)\n';
  const built = (args: readonly string[]) =>
    runCribo(writeProject({ 'main.py': text }), ['main.py', '--tree-shaking', 'safe', ...args]);
  expect((await built([])).stdout).toBe(text);
  expect((await built(['--define', '__debug__=false'])).stdout).toBe('if True:\n    print(2)\n');
});
