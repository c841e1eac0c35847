import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { once } from 'node:events';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, test } from 'vitest';
import { runCribo, writeProject } from '../project.ts';
import { findPythons } from '../pythons.ts';
import { runCommand } from '../run-command.ts';
import { bundle, programs, pythonWith } from './environment.ts';

const startCluster = fileURLToPath(new URL('start_cluster.py', import.meta.url));
let python: string;

/** Runs a Python file in its own folder. */
const run = (file: string, ...words: string[]) =>
  runCommand(python, ['-W', 'ignore', file, ...words], { cwd: join(file, '..') });

beforeAll(() => {
  python = pythonWith('requirements.txt');
}, 300_000);

describe('workers find the modules of a bundle', () => {
  test.each(['joblib_main.py', 'dask_main.py'])('as those of the program: %s', async (entry) => {
    const wanted = await run(join(programs, entry));
    expect(wanted).toMatchObject({ status: 0, stdout: "[True, True, True, True] {'jobs.work'}\nFalse\n" });
    expect(await run(await bundle(entry))).toMatchObject({ status: 0, stdout: wanted.stdout });
  });

  test('of which joblib is one', async () => {
    const output = join(writeProject({}), 'joblib_main.py');
    const words = ['joblib_main.py', '--output', output, '--inline', 'joblib', '--python', python];
    expect((await runCribo(programs, words)).status).toBe(0);
    // An interpreter that has no joblib.
    const got = await runCommand(findPythons().at(-1)!.path, ['-I', output], { cwd: join(output, '..') });
    expect(got).toMatchObject({ status: 0, stdout: "[True, True, True, True] {'jobs.work'}\nFalse\n", stderr: '' });
  });

  test('on a cluster to which the bundle is uploaded', async () => {
    const cluster = spawn(python, [startCluster], { stdio: ['pipe', 'pipe', 'ignore'] });
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
  const program = join(programs, 'pickle_main.py');
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

test('importing a bundle is enough to read pickles of its modules', async () => {
  const bundled = await bundle('handler_main.py');
  const pickle = join(bundled, '..', 'jobs.pickle');
  expect(await run(join(programs, 'pickle_main.py'), 'write', pickle)).toMatchObject({ status: 0 });
  const reader = "import pickle, handler_main; print(pickle.load(open('jobs.pickle', 'rb'))[0].number)";
  expect(await runCommand(python, ['-c', reader], { cwd: join(bundled, '..') })).toMatchObject({ stdout: '3\n' });
});

test('a host that imports the bundle by name finds its functions', async () => {
  const bundled = await bundle('handler_main.py');
  const host = "import importlib; print(importlib.import_module('handler_main').handler({'number': 3}, None))";
  expect(await runCommand(python, ['-c', host], { cwd: join(bundled, '..') })).toMatchObject({ stdout: '9\n' });
});
