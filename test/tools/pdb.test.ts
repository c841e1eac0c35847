// pdb: breakpoints by file and line and by function, stepping, stacks and listings.
import { beforeAll } from 'vitest';
import type { Outcome } from '../run-command.ts';
import { compareTool, type Comparison, runMain } from './compare-tool.ts';
import { layOut, toolPythons, type Way, ways, type Workplace } from './workplace.ts';

const commands = `"""Stops."""
import sys

from . import orders, prices


def run():
    if 'stop' in sys.argv:
        breakpoint()
    if 'fail' in sys.argv:
        orders.place('salt', 0)
    print(orders.place_all(['tea', 'salt']))
`;

let workplace: Workplace;
beforeAll(async () => {
  workplace = await layOut({ 'shop/commands.py': commands }, ['--tree-shaking', 'off']);
});

/**
 * From the first stop in a module on, as pdb stops at the first line of a bundle before that; and without the frame that runs an
 * entry as a module.
 */
function fromFirstStop(outcome: Outcome, { hasEntry }: Way, isBundled: boolean): Outcome {
  const { stdout } = outcome;
  const begun = stdout.slice(Math.max(0, stdout.search(/^.*> <folder>\/shop\//m)));
  if (!hasEntry || !isBundled) return { ...outcome, stdout: begun };
  const shown = / {2}<folder>\/main\.py\(\d+\)<module>\(\)\n(?:-> __cribo_install\(.*\n|(?= ))/g;
  const printed =
    / {2}File "<folder>\/main\.py", line \d+, in <module>\n(?: {4}__cribo_install.*\n(?: {4}[~^]+\n)?|(?= {2}\S))/g;
  return { ...outcome, stdout: begun.replaceAll(shown, ''), stderr: outcome.stderr.replaceAll(printed, '') };
}

const lines = (...typed: readonly string[]): Uint8Array => Buffer.from(typed.map((line) => `${line}\n`).join(''));

const inside = `w l b:prices.share c l ll w args n b:25 until c p:price r up l:. tbreak:place b c w s s u l:1,8 d
  source:price_of whatis:Discount cl:1 cl:2 c`
  .split(/\s+/)
  .map((typed) => typed.replace(':', ' '));

compareTool(() => workplace, {
  'from within': {
    words: runMain('stop'),
    options: () => ({ input: lines(...inside) }),
    says: /Breakpoint 1 at <folder>\/shop\/prices\.py:2\d.*def share.*Breakpoint 2 at.*breakpoint 3 at/s,
    plain: fromFirstStop,
  },
});

const postMortem: Readonly<Record<string, Comparison>> = {
  'after an uncaught exception': {
    words: (folder) => ['-m', 'pdb', '-c', 'continue', `${folder}/main.py`, 'fail'],
    options: () => ({ input: lines('w', 'l', 'up', 'l', 'p sys.argv[1:]', 'down', 'args', 'q') }),
    says: /Uncaught exception.*orders\.place.*ZeroDivisionError/s,
    plain: fromFirstStop,
  },
};
compareTool(
  () => workplace,
  postMortem,
  ways.filter(({ hasEntry }) => !hasEntry),
);
// Up to 3.9 the outermost frame of a file that ran without a breakpoint says line 1: here that is the bundle's, not the entry's.
compareTool(
  () => workplace,
  postMortem,
  ways.filter(({ hasEntry }) => hasEntry),
  toolPythons.filter(({ version }) => version[1] > 9),
);

// Where a breakpoint is asked for by file and line before the module is there, pdb wants to read the file.
compareTool(
  () => workplace,
  {
    'by file and line': {
      words: (folder) => ['-m', 'pdb', `${folder}/main.py`],
      options: () => {
        const place = (path: string): string => `${workplace.original}/shop/${path}`;
        const typed = [
          `b ${place('prices.py:23')}`,
          `tbreak ${place('orders.py:22')}`,
          'b',
          'c',
          'w',
          'l',
          'c',
          'w',
          'n',
          'q',
        ];
        return { input: lines(...typed) };
      },
      says: /Breakpoint 1 at <folder>\/shop\/prices\.py:23.*> <folder>\/shop\/prices\.py\(23\)share\(\)/s,
      plain: fromFirstStop,
    },
  },
  ways.filter(({ hasOriginals }) => hasOriginals),
);
