// cProfile and pstats: the functions of the report, with their files, lines and counts of calls.
import { beforeAll } from 'vitest';
import type { Outcome } from '../run-command.ts';
import { compareTool, runMain } from './compare-tool.ts';
import { layOut, ways, type Workplace } from './workplace.ts';

const commands = `"""Is profiled."""
import cProfile
import pstats
import sys

from . import orders


def run():
    if sys.argv[1:]:
        return orders.place_all(['tea', 'salt', 'tea'])
    profile = cProfile.Profile()
    profile.runcall(orders.place_all, ['tea', 'salt', 'tea'])
    stats = pstats.Stats(profile)
    stats.sort_stats('name', 'line').print_stats('shop|lambda|rounded')
    stats.print_callers('share')
    stats.strip_dirs().sort_stats('file', 'line').print_stats('py')
    print(sorted(key for key in stats.stats))
`;

let workplace: Workplace;
beforeAll(async () => {
  workplace = await layOut({ 'shop/commands.py': commands });
});

/** Times differ from run to run. */
const withoutTimes = (outcome: Outcome): Outcome => ({
  ...outcome,
  stdout: outcome.stdout.replaceAll(/\b\d+\.\d{3}\b/g, '0.000'),
});

/** Of the whole program what its modules did; a bundle's own text is another. */
const modulesOnly = (outcome: Outcome): Outcome => ({
  ...outcome,
  stdout: outcome.stdout
    .split('\n')
    .filter((line) => / (?:commands|orders|prices)\.py:\d+/.test(line))
    .map((line) => line.replaceAll(/\b\d+\.\d{3}\b/g, '0.000'))
    .toSorted()
    .join('\n'),
});

compareTool(() => workplace, {
  'of a call': { words: runMain(), says: /shop\/prices\.py:\d+\(share\)/, plain: withoutTimes },
});

compareTool(
  () => workplace,
  {
    'of the program': {
      words: (folder) => ['-m', 'cProfile', '-s', 'name', `${folder}/main.py`, 'plainly'],
      says: /\d commands\.py:\d+\(run\)/,
      plain: modulesOnly,
    },
  },
  ways.filter(({ name }) => !name.includes('static')),
);
