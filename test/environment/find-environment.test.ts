import { chmodSync, existsSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { runCribo, writeProject } from '../project.ts';
import { findPythons } from '../pythons.ts';
import { readEnvironment } from './compare-environment.ts';
import { makeEnvironment, withVariables, writeFiles } from './make-environment.ts';

const python = findPythons().at(-1)!;
const library = 'lib/python3.11/site-packages';
const nothing = { VIRTUAL_ENV: undefined, CONDA_PREFIX: undefined, PYTHONNOUSERSITE: '1' };

/** A project with an environment of its own, and two that may be active. */
function project(): string {
  return writeProject({
    'pyproject.toml': '',
    'app/main.py': '',
    [`.venv/${library}/own.py`]: '',
    '.venv/pyvenv.cfg': `home = ${join(python.path, '..')}\ninclude-system-site-packages = false\nversion = 3.11.4\n`,
    [`active/${library}/active.py`]: '',
    'active/pyvenv.cfg': `home = ${join(python.path, '..')}\ninclude-system-site-packages = FALSE\n`,
    [`conda/${library}/conda.py`]: '',
    'conda/conda-meta/history': '',
  });
}

function foldersIn(cwd: string, variables: Readonly<Record<string, string | undefined>>, entry = 'main.py') {
  return withVariables({ ...nothing, ...variables }, () => readEnvironment({ cwd, entry }).environment?.folders);
}

test('the active environment comes before that of conda, and that before the folder .venv', () => {
  const folder = project();
  const variables = { VIRTUAL_ENV: join(folder, 'active'), CONDA_PREFIX: join(folder, 'conda') };
  expect(foldersIn(folder, variables)).toEqual([join(folder, 'active', library)]);
  expect(foldersIn(folder, { ...variables, VIRTUAL_ENV: '' })).toEqual([join(folder, 'conda', library)]);
  expect(foldersIn(folder, { ...variables, VIRTUAL_ENV: join(folder, 'gone') })).toEqual([
    join(folder, 'conda', library),
  ]);
  expect(foldersIn(folder, {})).toEqual([join(folder, '.venv', library)]);
});

test('the folder .venv may lie around the working folder, or that of the entry, up to the root of the project', () => {
  const folder = project();
  const own = [join(folder, '.venv', library)];
  expect(foldersIn(join(folder, 'app'), {})).toEqual(own);
  expect(foldersIn('/', {}, join(folder, 'app/main.py'))).toEqual(own);
  writeFiles(folder, { 'app/pyproject.toml': '' });
  expect(foldersIn(join(folder, 'app'), { PATH: '' })).toBeUndefined();
});

test('an environment of Windows is known by its layout', () => {
  const folder = writeProject({
    'environment/pyvenv.cfg':
      'home = C:\\Python311\nversion_info = 3.11.4.final.0\ninclude-system-site-packages = false\n',
    'environment/Scripts/python.exe': '',
    'environment/Lib/site-packages/a.pth': 'more\n',
    'environment/Lib/site-packages/more/a.py': '',
    'base/python39.dll': '',
    'base/python.exe': '',
    'base/Lib/site-packages/a.py': '',
  });
  const { environment } = readEnvironment({ cwd: folder, python: 'environment/Scripts/python.exe' });
  const site = join(folder, 'environment/Lib/site-packages');
  expect(environment!.folders).toEqual([join(folder, 'environment'), site, join(site, 'more')]);
  expect(environment!.version).toEqual([3, 11]);
  expect(readEnvironment({ cwd: folder, python: 'base' }).environment!.version).toEqual([3, 9]);
});

test('an environment whose interpreter is gone is used with a warning', () => {
  const { folder, python: own, site } = makeEnvironment(python, '--system-site-packages');
  const configuration = readFileSync(join(folder, 'pyvenv.cfg'), 'utf8');
  writeFiles(folder, { 'pyvenv.cfg': configuration.replace(/^home = .*$/m, 'home = /no/such/folder/bin') });
  rmSync(own);
  symlinkSync('/no/such/folder/bin/python', own);
  expect(readEnvironment({ python: own }).environment!.folders).toEqual([site]);
  rmSync(join(folder, 'bin'), { recursive: true });
  const { environment, messages } = readEnvironment({ python: folder });
  expect(environment!.folders).toEqual([site]);
  expect(messages.map(({ code }) => code)).toEqual(['ENVIRONMENT_WITHOUT_INTERPRETER', 'ENVIRONMENT']);
  expect(messages[0].message).toContain('an interpreter in "/no/such/folder/bin", which is no longer there');
});

test('what --python names has to be there', async () => {
  const folder = writeProject({ 'main.py': 'import x\n', 'empty/x': '', 'no-python': '#!/bin/sh\nexit 1\n' });
  chmodSync(join(folder, 'no-python'), 0o755);
  for (const path of ['nowhere', 'empty', 'no-python']) {
    const { status, stderr } = await runCribo(folder, ['main.py', '--inline', 'x', '--python', path]);
    expect(status).toBe(1);
    expect(stderr).toContain(`error ENVIRONMENT_NOT_FOUND: "${join(folder, path)}" is neither an interpreter nor`);
  }
});

test('python3 of the PATH is asked once, without its site, and only when something needs to know', async () => {
  const folder = writeProject({ 'main.py': 'import x\n', 'home/x.py': 'print("x")\n', 'relative/python3': '' });
  const answer = JSON.stringify([[3, 11, 7], '/no/python3', [join(folder, 'home')], null]);
  const script = `#!/bin/sh\necho "$1 $2 $3" >> ${join(folder, 'asked')}\necho '${answer}'\n`;
  writeFiles(folder, { 'bin/python3': script });
  chmodSync(join(folder, 'bin/python3'), 0o755);
  const environment = { PATH: `relative:${join(folder, 'bin')}`, VIRTUAL_ENV: '', CONDA_PREFIX: '' };
  const plain = await runCribo(folder, ['main.py'], { environment });
  expect(plain.status).toBe(0);
  expect(existsSync(join(folder, 'asked'))).toBe(false);
  const inlined = await runCribo(folder, ['main.py', '--inline', 'x'], { environment });
  expect(inlined.stderr).toBe('');
  expect(inlined.stdout).toContain('print("x")');
  expect(readFileSync(join(folder, 'asked'), 'utf8')).toBe('-I -S -c\n');
});

test('the interpreter of the system is asked where it looks', () => {
  const folder = writeProject({});
  const script = `#!/bin/sh\nexec ${python.path} "$@"\n`;
  writeFiles(folder, { 'bin/python3': script });
  chmodSync(join(folder, 'bin/python3'), 0o755);
  // What answers is another interpreter than what was called, as with the shims of version managers.
  const asked = withVariables(nothing, () => readEnvironment({ python: join(folder, 'bin/python3') }).environment!);
  const known = withVariables(nothing, () => readEnvironment({ python: python.path }).environment!);
  expect(asked.folders).toEqual(known.folders);
  expect(asked.version).toEqual(python.version);
});

test("the user's folder is that of the version", () => {
  const user = join(homedir(), '.local/lib', `python${python.version.join('.')}`, 'site-packages');
  const { environment } = withVariables({ ...nothing, PYTHONNOUSERSITE: undefined, PYTHONUSERBASE: undefined }, () =>
    readEnvironment({ python: python.path }),
  );
  expect(environment!.folders.includes(user)).toBe(existsSync(user));
});
