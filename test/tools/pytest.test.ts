// pytest: failures in modules, in each style of traceback, and the debugger that it starts for them.
import { beforeAll } from 'vitest';
import type { Outcome } from '../run-command.ts';
import { compareTool, type Comparison } from './compare-tool.ts';
import { pythonWithTools } from './tool-environment.ts';
import { fewWays, layOut, type Workplace } from './workplace.ts';

/** Tests that lie beside the program, and beside its bundle: importing that makes its modules importable. */
const tests = `import warnings

import main
import pytest
from shop import orders, prices


def test_error():
    orders.place('salt', 0)


def test_several():
    orders.place_all(['tea', 'sugar'])


def test_what_holds():
    assert orders.place('tea', 2) == 4.5
    with pytest.raises(orders.Refused, match='salt') as caught:
        orders.place('salt', 0)
    assert caught.traceback[-1].lineno == 14
    assert 'raise Refused' in str(caught.traceback[-1].statement)


def test_difference():
    discount = prices.Discount()
    assert discount(20) == orders.place_all(['salt'])
`;

let workplace: Workplace;
beforeAll(async () => {
  workplace = await layOut({}, ['--tree-shaking', 'off'], { 'test_shop.py': tests });
});

/** Without times, and folders: pytest shortens paths of files that are there, and others not. */
const plain = (outcome: Outcome): Outcome => ({
  ...outcome,
  stdout: outcome.stdout
    .replaceAll(/\b\d+\.\d\ds\b/g, '0.00s')
    .replaceAll(/(?:\.\.\/original|<folder>)\/shop\//g, 'shop/')
    .replaceAll(/^=+ (.*?) =+$/gm, '= $1 ='),
});

const run = (...args: readonly string[]): Comparison => ({
  words: ['-m', 'pytest', '-p', 'no:cacheprovider', ...args, 'test_shop.py'],
  says: /shop\/orders\.py.*15.*3 failed, 1 passed/s,
  pythonOf: pythonWithTools,
  plain,
});

compareTool(
  () => workplace,
  {
    'long tracebacks': run(),
    'short ones': run('--tb=short'),
    'with locals, as Python prints them': run('--tb=native', '--showlocals'),
    'the debugger': {
      ...run('--pdb', '-k', 'error'),
      options: () => ({ input: Buffer.from('w\nl\nup\nl\nq\n') }),
      says: /entering PDB.*shop\/orders\.py\(15\)place\(\)/s,
    },
  },
  fewWays,
);
