import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { cribo, writeProject } from '../project.ts';
import { findPythons } from '../pythons.ts';
import { runCommand } from '../run-command.ts';
import { bundleByHand } from './bundle-by-hand.ts';
import { files, parts } from './flattened-program.ts';

const { bundle, map } = bundleByHand(files, parts);
const failures = ['none', 'price', 'context', 'long', 'syntax', 'several', 'middle', 'wide', 'deep'];

describe.each(findPythons())('Python $version', ({ path }) => {
  test.each(failures)('a traceback is that of the program: %s', async (kind) => {
    const folder = writeProject({ ...files, 'bundle.py': bundle, 'bundle.py.map': map });
    const run = (file: string) => runCommand(path, [join(folder, file), kind], { cwd: folder });
    const [original, bundled] = await Promise.all([run('main.py'), run('bundle.py')]);
    expect(original.stderr).toContain('Traceback (most recent call last)');
    expect(bundled.stderr).toMatch(/File ".*bundle.py", line/);
    const traced = await runCommand(process.execPath, [cribo, 'trace'], {
      cwd: folder,
      input: Buffer.from(bundled.stderr),
    });
    expect(traced).toEqual({ status: 0, stdout: original.stderr, stderr: '' });
  });
});
