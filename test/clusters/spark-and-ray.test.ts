import { symlinkSync } from 'node:fs';
import { basename, join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { writeProject } from '../project.ts';
import { runCommand } from '../run-command.ts';
import { bundle, programs, pythonWith } from './environment.ts';

// They take minutes to install, and Spark needs Java.
const asked = process.env.CRIBO_TEST_CLUSTERS !== undefined;
let python: string;

const settings = () => ({
  environment: {
    PYSPARK_PYTHON: python,
    PYSPARK_DRIVER_PYTHON: python,
    RAY_AUTH_MODE: 'disabled',
    PYTHONWARNINGS: 'ignore',
  },
  timeout: 300_000,
});

/** Runs a Python file in its own folder, where the workers look as well. */
async function run(file: string, ...words: string[]) {
  const { stdout, stderr, status } = await runCommand(python, [file, ...words], {
    ...settings(),
    cwd: join(file, '..'),
  });
  return { stdout, status, ...(status === 0 ? {} : { stderr }) };
}

/** A link to a file in a folder of its own, which the program removes: its path is then nowhere, as on other machines. */
function linkTo(file: string): string {
  const link = join(writeProject({}), basename(file));
  symlinkSync(file, link);
  return link;
}

describe.runIf(asked)('workers of others find the modules of a bundle', () => {
  beforeAll(() => {
    python = pythonWith('requirements-spark-and-ray.txt');
  }, 900_000);

  const results = "[True, True, True, True] {'jobs.work'}\nFalse\n";

  test('of Spark, on this machine and where the bundle is added', async () => {
    const stdout = `${results}[Row(square=4), Row(square=9)]\n`;
    const local = 'local[2]';
    const cluster = 'local-cluster[2,1,1024]';
    expect(await run(join(programs, 'spark_main.py'), local)).toEqual({ status: 0, stdout });
    const bundled = await bundle('spark_main.py');
    expect(await run(bundled, local)).toEqual({ status: 0, stdout });
    expect(await run(linkTo(bundled), cluster, bundled)).toEqual({ status: 0, stdout });
    // Spark's own command has the driver import pyspark from an archive.
    const submit = join(python, '..', 'spark-submit');
    const words = ['--master', cluster, '--py-files', bundled, linkTo(bundled), cluster];
    const submitted = await runCommand(submit, words, { ...settings(), cwd: join(bundled, '..') });
    expect(submitted).toMatchObject({ status: 0, stdout });
  }, 1_200_000);

  test('of Ray, on this machine and where the bundle is in the working folder', async () => {
    const stdout = `${results}True\n`;
    expect(await run(join(programs, 'ray_main.py'))).toEqual({ status: 0, stdout });
    const bundled = await bundle('ray_main.py');
    expect(await run(bundled)).toEqual({ status: 0, stdout });
    expect(await run(linkTo(bundled), join(bundled, '..'))).toEqual({ status: 0, stdout });
  });
});
