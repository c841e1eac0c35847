import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { chosenPythons, testsAll } from '../front-end/oracle.ts';
import { runCribo, writeProject } from '../project.ts';
import { findPythons } from '../pythons.ts';
import { runCommand } from '../run-command.ts';
import { strategyNames } from '../../core/strategy.ts';
import { conditionalModule } from './conditional-programs.ts';

const COUNT = testsAll ? 600 : 60;
const flags = '--tree-shaking safe --target-python 3.8 --target-platform linux --target-platform darwin'.split(' ');

/** One program of many modules, each of which may fail on its own. */
function program(): Record<string, string> {
  const files: Record<string, string> = {
    'settings.py': 'LEVEL = 3\n',
    'one.py': "print('one')\n",
    'two.py': "print('two')\n",
  };
  const main = ['import builtins', 'builtins.DEBUG = False', 'import settings, one, two'];
  for (let seed = 0; seed < COUNT; seed++) {
    files[`m${seed}.py`] = conditionalModule(seed);
    main.push(
      `try: import m${seed}`,
      `except (NameError, AssertionError) as error: print(${seed}, type(error), error)`,
    );
  }
  return { ...files, 'main.py': `${main.join('\n')}\n` };
}

test.each(strategyNames)('programs do the same when their conditions are folded (%s)', async (strategy) => {
  const folder = writeProject(program());
  const args = ['main.py', '-o', 'out/main.py', '-s', strategy, ...flags];
  const { status, stderr } = await runCribo(folder, [
    ...args,
    '--define',
    'DEBUG=false',
    '--define',
    'settings.LEVEL=3',
  ]);
  expect(status, stderr).toBe(0);
  const bundle = readFileSync(join(folder, 'out/main.py'), 'utf8');
  expect(bundle.match(/if TYPE_CHECKING:/g)?.length ?? 0).toBeLessThan(COUNT / 10);
  for (const { path } of chosenPythons(findPythons())) {
    const wanted = await runCommand(path, ['main.py'], { cwd: folder });
    const got = await runCommand(path, ['main.py'], { cwd: join(folder, 'out') });
    expect(got.stdout.split('\n')).toEqual(wanted.stdout.split('\n'));
    expect(got.status, got.stderr).toBe(wanted.status);
  }
});
