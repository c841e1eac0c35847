import {
  chmodSync,
  copyFileSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { cribo, runCribo, writeProject } from '../project.ts';
import { findPythons } from '../pythons.ts';
import { runCommand } from '../run-command.ts';

const PREVIOUS = 'previous bundle\n';
const oldest = findPythons()[0];

/** Builds main.py into an existing bundle.py; gives standard error and what bundle.py then holds. */
async function build(files: Record<string, string | Uint8Array>, ...args: string[]) {
  const folder = writeProject({ ...files, 'bundle.py': PREVIOUS });
  const outcome = await runCribo(folder, ['--entry', 'main.py', '--output', 'bundle.py', ...args]);
  return { ...outcome, folder, output: readFileSync(join(folder, 'bundle.py'), 'utf8') };
}

interface Refusal {
  readonly what: string;
  readonly files: Record<string, string | Uint8Array>;
  readonly args?: string[];
  readonly says: string[];
}

const refusals: Refusal[] = [
  { what: 'a missing entry', files: { 'mian.py': '' }, says: ['ENTRY_NOT_FOUND', '"main.py"', 'mian.py'] },
  {
    what: 'a syntax error in a module',
    files: { 'main.py': 'import pkg.deep\n', 'pkg/__init__.py': '', 'pkg/deep.py': 'x = 1\n\ndef f(:\n    pass\n' },
    says: ['PARSE_ERROR', 'pkg/deep.py:3:7', '> 3 | def f(:', 'pkg.deep'],
  },
  {
    what: 'a syntax error in the entry',
    files: { 'main.py': 'x = (1,\n' },
    says: ['PARSE_ERROR', 'main.py:1:5', "'(' was never closed"],
  },
  {
    what: 'null bytes',
    files: { 'main.py': 'import mod\n', 'mod.py': 'x = 1\n\0' },
    says: ['PARSE_ERROR', 'mod.py:2', 'null bytes'],
  },
  {
    what: 'bytes that are not UTF-8',
    files: { 'main.py': 'import mod\n', 'mod.py': Buffer.from('x = 1\ny = "\xe9"\n', 'latin1') },
    says: ['UNDECODABLE_FILE', 'mod.py:2', '0xe9', 'coding'],
  },
  {
    what: 'a coding line that names no encoding',
    files: { 'main.py': 'import mod\n', 'mod.py': '# coding: latin-47\n' },
    says: ['UNKNOWN_ENCODING', 'latin-47', 'mod.py:1'],
  },
  {
    what: 'a byte order mark against the coding line',
    files: { 'main.py': Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), Buffer.from('# coding: latin-1\n')]) },
    says: ['UNKNOWN_ENCODING', 'latin-1 with BOM', 'main.py:1'],
  },
  {
    what: 'an unresolved relative import',
    files: { 'main.py': 'import pkg\n', 'pkg/__init__.py': 'from .utlis import x\n', 'pkg/utils.py': '' },
    says: ['UNRESOLVED_IMPORT', "No module named 'pkg.utlis'", 'pkg/__init__.py:1:1', 'Did you mean "pkg.utils"?'],
  },
  {
    what: 'an import beyond the top-level package',
    files: { 'main.py': 'import pkg\n', 'pkg/__init__.py': 'from ... import x\n' },
    says: ['IMPORT_BEYOND_TOP_LEVEL', 'attempted relative import beyond top-level package', 'pkg/__init__.py:1:1'],
  },
  {
    what: 'a relative import outside any package',
    files: { 'main.py': 'import mod\n', 'mod.py': 'from . import x\n' },
    says: ['RELATIVE_IMPORT_WITHOUT_PACKAGE', 'mod.py:1:1'],
  },
  {
    what: 'Python 2 code',
    files: { 'main.py': 'import old\n', 'old.py': 'print "hello"\n' },
    says: ['PARSE_ERROR', 'old.py:1:', "Missing parentheses in call to 'print'"],
  },
  {
    what: 'syntax newer than the target',
    files: { 'main.py': 'import new\n', 'new.py': 'x = 1\nif (y := x):\n    pass\nmatch x:\n    case 1: pass\n' },
    args: ['--target-python', '3.9'],
    says: ['SYNTAX_TOO_NEW', 'new.py:4:1', '3.10', '--target-python 3.10'],
  },
  {
    what: 'an unknown target',
    files: { 'main.py': '' },
    args: ['--target-python', '2.7'],
    says: ['INVALID_TARGET', '2.7'],
  },
  {
    what: 'an unknown option',
    files: { 'main.py': '' },
    args: ['--inclde', 'x'],
    says: ['UNKNOWN_OPTION', '--include'],
  },
  {
    what: 'an option without its value',
    files: { 'main.py': '' },
    args: ['--path'],
    says: ['INVALID_OPTION', '--path', 'needs a value'],
  },
  {
    what: 'an unknown level',
    files: { 'main.py': '' },
    args: ['--log-level', 'loud'],
    says: ['INVALID_OPTION', 'loud'],
  },
  {
    what: 'an included module that is not there',
    files: { 'main.py': '' },
    args: ['--include', 'nowhere'],
    says: ['INCLUDE_NOT_FOUND', 'nowhere'],
  },
];

describe('refuses, and leaves the previous output as it was:', () => {
  test.concurrent.each(refusals)('$what', async ({ files, args = [], says }) => {
    const result = await build(files, ...args);
    for (const words of says) expect(result.stderr).toContain(words);
    expect(result).toMatchObject({ status: 1, stdout: '', output: PREVIOUS });
  });

  test('no entry', async () => {
    const outcome = await runCribo(writeProject({}), ['--output', 'bundle.py']);
    expect(outcome).toMatchObject({ status: 1, stdout: '' });
    expect(outcome.stderr).toMatch(/MISSING_ENTRY.*\n.*--entry main.py/);
  });

  test('a folder without an entry', async () => {
    const folder = writeProject({ 'app/readme.txt': '', 'bundle.py': PREVIOUS });
    const outcome = await runCribo(folder, ['--entry', 'app', '--output', 'bundle.py']);
    expect(outcome).toMatchObject({ status: 1, stdout: '' });
    expect(outcome.stderr).toContain('FOLDER_WITHOUT_ENTRY');
    expect(outcome.stderr).toContain('__main__.py');
  });

  test('a symbolic link that leads to itself', async () => {
    const folder = writeProject({ 'main.py': 'import loop\n' });
    symlinkSync('loop.py', join(folder, 'loop.py'));
    symlinkSync('entry.py', join(folder, 'entry.py'));
    for (const entry of ['main.py', 'entry.py']) {
      const outcome = await runCribo(folder, ['--entry', entry]);
      expect(outcome).toMatchObject({ status: 1, stdout: '' });
      expect(outcome.stderr).toMatch(/UNREADABLE_FILE.*symbolic links form a loop/);
    }
  });

  test('an entry that may not be read, an output folder that may not be written', async () => {
    const folder = writeProject({ 'main.py': '', 'secret.py': '', 'closed/kept.txt': '' });
    // As root everything may be read, so the command runs as nobody, from where nobody can reach it.
    const { uid } = process.getuid?.() === 0 ? { uid: 65534 } : { uid: undefined };
    chmodSync(folder, 0o755);
    copyFileSync(cribo, join(folder, 'cli.mjs'));
    chmodSync(join(folder, 'secret.py'), 0);
    chmodSync(join(folder, 'closed'), 0o555);
    const run = (...args: string[]) => runCommand(process.execPath, ['cli.mjs', ...args], { cwd: folder, uid });
    const unreadable = await run('--entry', 'secret.py');
    expect(unreadable.status).toBe(1);
    expect(unreadable.stderr).toMatch(/UNREADABLE_FILE.*secret.py.*permission denied/);
    const unwritable = await run('--entry', 'main.py', '--output', 'closed/bundle.py');
    expect(unwritable.status).toBe(1);
    expect(unwritable.stderr).toMatch(/OUTPUT_NOT_WRITABLE.*permission denied/);
    expect(readdirSync(join(folder, 'closed'))).toEqual(['kept.txt']);
  });

  test('an output that is the entry, or another input, by whatever path', async () => {
    const files = { 'main.py': 'import mod\n', 'mod.py': 'x = 1\n' };
    const folder = writeProject(files);
    symlinkSync('main.py', join(folder, 'link.py'));
    linkSync(join(folder, 'mod.py'), join(folder, 'hard.py'));
    for (const output of ['main.py', 'mod.py', 'link.py', 'hard.py']) {
      const outcome = await runCribo(folder, ['--entry', 'main.py', '--output', output]);
      expect(outcome.status).toBe(1);
      expect(outcome.stderr).toContain('OUTPUT_IS_INPUT');
    }
    for (const [name, text] of Object.entries(files)) expect(readFileSync(join(folder, name), 'utf8')).toBe(text);
  });

  test('an output that is a folder, or below a file', async () => {
    const folder = writeProject({ 'main.py': '', 'file.txt': '', 'folder/kept.txt': '' });
    for (const output of ['folder', 'file.txt/bundle.py']) {
      const outcome = await runCribo(folder, ['--entry', 'main.py', '--output', output]);
      expect(outcome.status).toBe(1);
      expect(outcome.stderr).toContain('OUTPUT_NOT_WRITABLE');
    }
    expect(readdirSync(join(folder, 'folder'))).toEqual(['kept.txt']);
  });

  test('an output that does not fit', async () => {
    const folder = writeProject({
      'main.py': `import mod\n${'# filler\n'.repeat(2000)}`,
      'mod.py': '',
      'bundle.py': PREVIOUS,
    });
    // A limit on the size of files (in blocks of 512 or 1,024 bytes) fails as a full disk does: half-way.
    const limited = 'ulimit -f 4; exec "$0" "$@"';
    const args = ['-c', limited, process.execPath, cribo, '--entry', 'main.py', '--output', 'bundle.py'];
    const outcome = await runCommand('bash', args, { cwd: folder });
    expect(outcome.status).toBe(1);
    expect(outcome.stderr).toContain('OUTPUT_NOT_WRITABLE');
    expect(readFileSync(join(folder, 'bundle.py'), 'utf8')).toBe(PREVIOUS);
    expect(readdirSync(folder).toSorted()).toEqual(['bundle.py', 'main.py', 'mod.py']);
  });
});

test('a killed build leaves the old bundle or the new one, never a part', async () => {
  const folder = writeProject({ 'main.py': `import mod\n${'# filler\n'.repeat(200_000)}`, 'mod.py': '' });
  const args = ['--entry', 'main.py', '--output', 'bundle.py'];
  expect((await runCribo(folder, args)).status).toBe(0);
  const whole = readFileSync(join(folder, 'bundle.py'), 'utf8');
  writeFileSync(join(folder, 'bundle.py'), PREVIOUS);
  for (let delay = 40; delay < 240; delay += 10) {
    await runCribo(folder, args, { timeout: delay });
    const found = readFileSync(join(folder, 'bundle.py'), 'utf8');
    expect(found === PREVIOUS || found === whole).toBe(true);
  }
});

async function bundleAndRun(files: Record<string, string | Uint8Array>, prepare?: (folder: string) => void) {
  const folder = writeProject(files);
  prepare?.(folder);
  const built = await runCribo(folder, ['--entry', 'main.py', '--output', 'out/of/nowhere/bundle.py']);
  expect(built).toMatchObject({ status: 0, stdout: '', stderr: '' });
  return runCommand(oldest.path, [join(folder, 'out/of/nowhere/bundle.py')], { cwd: folder });
}

describe('is no error:', () => {
  test('an output folder that is missing', async () => {
    expect(await bundleAndRun({ 'main.py': 'import mod\n', 'mod.py': 'print("made")\n' })).toMatchObject({
      status: 0,
      stdout: 'made\n',
    });
  });

  test('a cycle', async () => {
    const files = { 'main.py': 'import a\nprint(a.b.a.x)\n', 'a.py': 'import b\nx = 1\n', 'b.py': 'import a\n' };
    expect(await bundleAndRun(files)).toMatchObject({ status: 0, stdout: '1\n' });
  });

  test('a package that is a symbolic link to its own parent', async () => {
    const files = { 'main.py': 'import pkg.mod\n', 'pkg/__init__.py': '', 'pkg/mod.py': 'print(__name__)\n' };
    const outcome = await bundleAndRun(files, (folder) => symlinkSync('..', join(folder, 'pkg/again')));
    expect(outcome).toMatchObject({ status: 0, stdout: 'pkg.mod\n' });
  });

  test('5,000 modules', async () => {
    const files: Record<string, string> = { 'pkg/__init__.py': 'value = 0\n' };
    for (let index = 0; index < 5000; index++) {
      files[`pkg/m${index}.py`] = `from pkg import ${index === 0 ? 'value' : `m${index - 1}`}\n`;
    }
    // In short chains, because importing is recursive.
    const imports = Array.from({ length: 200 }, (_, index) => `import pkg.m${index * 25 + 24}\n`).join('');
    files['main.py'] = `${imports}import sys\nprint(sum(name.startswith("pkg.") for name in sys.modules))\n`;
    expect(await bundleAndRun(files)).toMatchObject({ status: 0, stdout: '5000\n' });
  });

  test('a module of 10 MB', async () => {
    const files = {
      'main.py': 'import big\nprint(len(big.table), big.last)\n',
      'big.py': `table = [\n${`    "${'x'.repeat(90)}",\n`.repeat(102_000)}]\nlast = 1\n`,
    };
    expect(await bundleAndRun(files)).toMatchObject({ status: 0, stdout: '102000 1\n' });
  });

  test('identifiers outside ASCII, in two spellings', async () => {
    const files = {
      'main.py': 'import größe\nprint(größe.ﬁn, größe.fin, größe.名前)\n',
      'größe.py': 'ﬁn = 1\n名前 = "ñ"\n',
    };
    expect(await bundleAndRun(files)).toMatchObject({ status: 0, stdout: '1 1 ñ\n' });
  });

  test('mixed line endings in one file', async () => {
    const files = {
      'main.py': 'import mod\r\nprint(mod.x)\r',
      'mod.py': 'x = """a\r\nb\rc\n"""\rif x:\r\n    x = repr(x)\n',
    };
    expect(await bundleAndRun(files)).toMatchObject({ status: 0, stdout: "'a\\nb\\nc\\n'\n" });
  });

  test('a bundle fed to `python -` under -I', async () => {
    const folder = writeProject({ 'main.py': 'import mod\nprint(mod.x)\n', 'mod.py': 'x = 1\n' });
    mkdirSync(join(folder, 'empty'));
    const built = await runCribo(folder, ['--entry', 'main.py']);
    for (const { path } of findPythons()) {
      const options = { cwd: join(folder, 'empty'), input: Buffer.from(built.stdout) };
      expect(await runCommand(path, ['-I', '-'], options)).toMatchObject({ status: 0, stdout: '1\n', stderr: '' });
    }
  });
});
