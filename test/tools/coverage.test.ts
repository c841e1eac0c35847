// coverage: the lines and branches of the modules, which it reads in the original files.
import { copyFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Outcome } from '../run-command.ts';
import { pythonWithTools } from './tool-environment.ts';
import { layOut, runBundled, runOriginal, toolPythons, type Way, ways, type Workplace } from './workplace.ts';

/** Runs everything that it has, but for one branch. */
const commands = `"""Is covered."""
import sys
from . import prices
from .orders import *


def even(number):
    if number % 2:
        return False
    return True


def run():
    for argument in sys.argv[1:]:
        if argument == 'fail':
            try:
                place('salt', 0)
            except Refused:
                print('refused')
        elif argument == 'total':
            print(place_all(['tea', 'salt']), even(2), even(1))
        else:
            print(
                prices.nobody_calls_this(),
            )
`;

let workplace: Workplace;
beforeAll(async () => {
  // What is left out of a bundle cannot be run there.
  workplace = await layOut({ 'shop/commands.py': commands }, ['--tree-shaking', 'off']);
});

type Run = (words: readonly string[]) => Promise<Outcome>;

/**
 * What coverage says of the modules, and of the entry where it is moved, of both runs together. It goes by `__file__`, which is
 * below the bundle's folder, so `combine` is told of both folders.
 */
async function reportOf(run: Run, { original }: Workplace, file: string, hasEntry: boolean): Promise<string> {
  const settings = `[run]\nbranch = true\n[paths]\nprogram =\n  ${original}\n  ${dirname(file)}\n`;
  writeFileSync(join(original, '.coveragerc'), settings);
  for (const [index, argument] of ['fail', 'total'].entries()) {
    const { status, stderr } = await run(['-m', 'coverage', 'run', `--data-file=.coverage.${index}`, file, argument]);
    expect(status, stderr).toBe(0);
  }
  const combined = await run(['-m', 'coverage', 'combine', '--quiet']);
  expect(combined.status, combined.stderr).toBe(0);
  const only = `--include=*/shop/*${hasEntry ? ',*/main.py' : ''}`;
  const report = await run(['-m', 'coverage', 'report', '--show-missing', only]);
  return report.stdout + report.stderr;
}

const withFiles = ways.filter(({ hasOriginals }) => hasOriginals);

describe.each(toolPythons.map((python) => ({ python, version: python.version.join('.') })))(
  'on Python $version',
  ({ python }) => {
    test.each(withFiles)('$name: the report says the same', async (way: Way) => {
      const tools = await pythonWithTools(python);
      const { original } = workplace;
      const options = { cwd: original };
      // Of a bundle that is called as the entry coverage would take its own lines for the entry's.
      const bundle = join(workplace.bundled(way), 'app.py');
      copyFileSync(join(workplace.bundled(way), 'main.py'), bundle);
      const runs: Run[] = [
        (words) => runOriginal(workplace, way, tools, words, options),
        (words) => runBundled(workplace, way, tools, words, options),
      ];
      const wanted = await reportOf(runs[0]!, workplace, join(original, 'main.py'), way.hasEntry);
      expect(wanted).toMatch(/shop\/commands\.py +\d+ +1 +8 +1 +92% +2\d/);
      expect(wanted).toMatch(/shop\/orders\.py .* 100%/);
      expect(await reportOf(runs[1]!, workplace, bundle, way.hasEntry)).toBe(wanted);
    });
  },
);
