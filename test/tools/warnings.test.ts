// warnings: the file, line and text that a warning is shown with, by any stack level.
import { beforeAll } from 'vitest';
import { compareTool, runMain } from './compare-tool.ts';
import { layOut, type Workplace } from './workplace.ts';

const commands = `"""Warns."""
import warnings

from . import orders


def old(level):
    warnings.warn('this is old', DeprecationWarning, stacklevel=level)


def run():
    old(1)
    old(2)
    for _ in range(2):
        old(
            2)
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter('always')
        orders.place('tea', 1)
        old(2)
    print([(each.filename, each.lineno) for each in caught])
    warnings.warn_explicit('explicit', UserWarning, __file__, 1, __name__)
`;

let workplace: Workplace;
beforeAll(async () => {
  workplace = await layOut({ 'shop/commands.py': commands });
});

const says = /shop\/commands\.py:\d+: DeprecationWarning: this is old\n {2}old\(2\)/;

compareTool(() => workplace, {
  'all of them': { words: (folder) => ['-W', 'always', `${folder}/main.py`], says },
  'as errors': {
    words: (folder) => ['-W', 'error', `${folder}/main.py`],
    says: /shop\/commands\.py", line \d+, in old\n.*DeprecationWarning: this is old/s,
  },
  'by default': { words: runMain(), says: /UserWarning: explicit/ },
});
