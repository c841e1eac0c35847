import { execFileSync, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync } from 'node:fs';
import { once } from 'node:events';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, test } from 'vitest';
import { runCribo, writeProject } from '../project.ts';
import { findPythons } from '../pythons.ts';
import { runCommand } from '../run-command.ts';

const folder = fileURLToPath(new URL('.', import.meta.url));
const requirements = join(folder, 'requirements.txt');
const newest = findPythons().at(-1)!;
const hash = createHash('sha256').update(readFileSync(requirements)).update(newest.path).digest('hex').slice(0, 12);
const cache = fileURLToPath(new URL('../../.cache/clusters', import.meta.url));
const environment = join(cache, hash);
const python = join(environment, 'bin', 'python');

/** Makes an environment with joblib and Dask, once a checkout. */
function installRequirements(): void {
  if (existsSync(environment)) return;
  mkdirSync(cache, { recursive: true });
  const unfinished = mkdtempSync(join(cache, 'unfinished-'));
  const stdio = ['ignore', 'ignore', 'pipe'] as const;
  execFileSync(newest.path, ['-m', 'venv', unfinished], { stdio: [...stdio] });
  const pip = ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '-r', requirements];
  execFileSync(join(unfinished, 'bin', 'python'), pip, { stdio: [...stdio] });
  renameSync(unfinished, environment);
}

/** Bundles a program into a folder where nothing of it can be found. */
async function bundle(entry: string): Promise<string> {
  const output = join(writeProject({}), entry);
  expect(await runCribo(join(folder, 'program'), [entry, '--output', output])).toMatchObject({ status: 0, stderr: '' });
  return output;
}

/** Runs a Python file in its own folder. */
const run = (file: string, ...words: string[]) =>
  runCommand(python, ['-W', 'ignore', file, ...words], { cwd: join(file, '..') });

beforeAll(installRequirements, 300_000);

describe('workers find the modules of a bundle', () => {
  test.each(['joblib_main.py', 'dask_main.py'])('as those of the program: %s', async (entry) => {
    const wanted = await run(join(folder, 'program', entry));
    expect(wanted).toMatchObject({ status: 0, stdout: "[True, True, True, True] {'jobs.work'}\nFalse\n" });
    expect(await run(await bundle(entry))).toMatchObject({ status: 0, stdout: wanted.stdout });
  });

  test('of which joblib is one', async () => {
    const output = join(writeProject({}), 'joblib_main.py');
    const words = ['joblib_main.py', '--output', output, '--inline', 'joblib', '--python', environment];
    expect((await runCribo(join(folder, 'program'), words)).status).toBe(0);
    // An interpreter that has no joblib.
    const got = await runCommand(newest.path, ['-I', output], { cwd: join(output, '..') });
    expect(got).toMatchObject({ status: 0, stdout: "[True, True, True, True] {'jobs.work'}\nFalse\n", stderr: '' });
  });

  test('on a cluster to which the bundle is uploaded', async () => {
    const cluster = spawn(python, [join(folder, 'start_cluster.py')], { stdio: ['pipe', 'pipe', 'ignore'] });
    try {
      const [address] = (await once(cluster.stdout, 'data')) as [Buffer];
      const { stdout, status } = await run(await bundle('dask_main.py'), address.toString().trim());
      expect({ stdout, status }).toEqual({ stdout: "[True, True, True, True] {'jobs.work'}\nFalse\n", status: 0 });
    } finally {
      cluster.stdin.end();
      await once(cluster, 'exit');
    }
  });
});

test('pickles of the program and of its bundle are the same', async () => {
  const program = join(folder, 'program', 'pickle_main.py');
  const bundled = await bundle('pickle_main.py');
  const [one, other] = [join(bundled, '..', 'program.pickle'), join(bundled, '..', 'bundle.pickle')];
  for (const [file, pickle] of [
    [program, one],
    [bundled, other],
  ]) {
    expect(await run(file, 'write', pickle)).toMatchObject({ status: 0, stderr: '' });
  }
  expect(readFileSync(one).equals(readFileSync(other))).toBe(true);
  expect(await run(program, 'read', other)).toMatchObject({ stdout: 'True\n' });
  expect(await run(bundled, 'read', one)).toMatchObject({ stdout: 'True\n' });
});
