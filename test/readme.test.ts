import { readFileSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { flagOf } from '../cli/arguments.ts';
import { optionKeys } from '../core/option-definitions.ts';
import { cribo, runCribo, writeProject } from './project.ts';
import { findPythons } from './pythons.ts';
import { runCommand } from './run-command.ts';

const python313 = findPythons().find(({ version }) => version[1] === 13);
const root = fileURLToPath(new URL('..', import.meta.url));
const readme = readFileSync(join(root, 'README.md'), 'utf8');
const blocks = (language: string): string[] =>
  [...readme.matchAll(/^```(\w+)\n(.*?)^```$/gms)].filter((match) => match[1] === language).map((match) => match[2]!);

test('the first commands do what the README shows', async () => {
  const [first] = blocks('console');
  const [build, run, ...output] = first!.trimEnd().split('\n');
  expect(build).toMatch(/^\$ npm start -- /);
  const folder = writeProject({});
  const args = build!.replace('$ npm start -- ', '').replace('bundle.py', join(folder, 'bundle.py')).split(' ');
  expect(await runCommand(process.execPath, [cribo, ...args], { cwd: root })).toMatchObject({ status: 0, stdout: '' });
  const outcome = await runCommand(findPythons().at(-1)!.path, run!.replace('$ python3 ', '').split(' '), {
    cwd: folder,
  });
  expect(outcome.stdout).toBe(`${output.join('\n')}\n`);
});

test('the bundle looks as the README shows it', async () => {
  const built = await runCribo(root, ['--entry', 'fixtures/readme/greeting/main.py']);
  expect(built.stdout.startsWith(blocks('python')[0]!)).toBe(true);
});

test('both forms of a bundle look as the README shows them', () => {
  const folder = 'fixtures/readme/ledger';
  const files = ['ledger/parsing.py', 'expected.py', 'expected.flatten.py'];
  const shown = blocks('python').slice(1, 4);
  for (const [index, file] of files.entries()) {
    expect(readFileSync(join(root, folder, file), 'utf8')).toContain(shown[index]);
  }
});

test('the error reads as the README shows it', async () => {
  const shown = blocks('console').find((block) => block.includes('PARSE_ERROR'))!;
  const files = { 'main.py': 'import pkg.deep\n', 'pkg/__init__.py': '', 'pkg/deep.py': 'import os\n\nprint("deep"\n' };
  const { stderr } = await runCribo(writeProject(files), ['--entry', 'main.py', '--output', 'bundle.py']);
  expect(`$ cribo --entry main.py --output bundle.py\n${stderr}`).toBe(shown);
});

test.runIf(python313 !== undefined)('tracebacks read as the README shows them', async () => {
  const folder = writeProject({});
  const original = join(root, 'fixtures/readme/failing');
  const fails = async (file: string): Promise<string> => {
    const { stderr, status } = await runCommand(python313!.path, [file], { cwd: folder });
    expect(status).toBe(1);
    return stderr.replaceAll(original, '').replaceAll(realpathSync(folder), '').replaceAll(folder, '');
  };
  const wanted = blocks('text').find((block) => block.startsWith('Traceback'))!;
  expect(await fails(join(original, 'main.py'))).toBe(wanted);
  await runCribo(folder, [join(original, 'main.py'), '--no-config', '--output', 'bundle.py']);
  const frame = 'File "/main.py", line 5,';
  const bundled = await fails(join(folder, 'bundle.py'));
  expect(bundled.replace(/File "\/bundle\.py", line \d+,/, frame)).toBe(wanted);
  await runCribo(folder, [join(original, 'main.py'), '--no-config', '--output', 'full.py', '--positions', 'full']);
  expect(await fails(join(folder, 'full.py'))).toBe(wanted);
});

test('the options in the table exist', () => {
  const flags = optionKeys('flag').map(flagOf);
  const described = [...readme.matchAll(/^\| `(--[\w-]+)/gm)].map((match) => match[1]);
  expect(described.length).toBeGreaterThan(8);
  for (const flag of described) expect(flags).toContain(flag);
});
