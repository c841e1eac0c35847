import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { chosenPythons, testsAll } from '../front-end/oracle.ts';
import { runCribo, writeProject } from '../project.ts';
import { findPythons } from '../pythons.ts';
import { runCommand } from '../run-command.ts';
import { effectfulModule } from './effectful-programs.ts';

const COUNT = testsAll ? 3000 : 250;
/** Sets of strings are in the same order in each run. */
const environment = { PYTHONHASHSEED: '0' };
const first = Number(process.env['CRIBO_TEST_SEED'] ?? 0);

test('statements that nothing needs are left out where Python neither raises nor runs anything', async () => {
  const files: Record<string, string> = {};
  // What is in cycles goes where it is told to.
  const main = ['import gc', 'gc.disable()'];
  for (let seed = first; seed < first + COUNT; seed++) {
    files[`m${seed}.py`] = effectfulModule(seed);
    main.push(
      `print(${seed})`,
      `try: import m${seed}`,
      'except Exception as error: print(type(error).__name__)',
      'gc.collect()',
    );
  }
  const folder = writeProject({ ...files, 'main.py': `${main.join('\n')}\n` });
  const { status, stderr } = await runCribo(folder, ['main.py', '-o', 'out/main.py', '--no-config']);
  expect(status, stderr).toBe(0);
  const kept = readFileSync(join(folder, 'out/main.py'), 'utf8').match(/^\s*(?:def |class )?UNUSED\b/gm)?.length ?? 0;
  expect(kept).toBeGreaterThan(COUNT / 10);
  expect(kept).toBeLessThan(COUNT * 0.9);
  for (const { path } of chosenPythons(findPythons())) {
    const wanted = await runCommand(path, ['-W', 'ignore', 'main.py'], { cwd: folder, environment });
    const got = await runCommand(path, ['-W', 'ignore', 'main.py'], { cwd: join(folder, 'out'), environment });
    expect(lines(got.stdout)).toEqual(lines(wanted.stdout));
    expect(got.status, got.stderr).toBe(wanted.status);
  }
}, 300_000);

/** Addresses are other ones in each run. */
const lines = (text: string): string[] => text.replaceAll(/0x[\da-f]+/g, '0x').split('\n');
