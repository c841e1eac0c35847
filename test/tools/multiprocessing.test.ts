// multiprocessing: what children show of their exceptions, and what they log, however they are started.
import { beforeAll } from 'vitest';
import { compareTool, runMain } from './compare-tool.ts';
import { layOut, type Workplace } from './workplace.ts';

const commands = `"""Starts processes."""
import inspect
import multiprocessing
import sys

from . import orders


def child():
    print(inspect.getsource(orders.Refused), flush=True)
    orders.place('salt', 0)


def pooled(count):
    return orders.place('tea', count), sys._getframe().f_code.co_filename


def run():
    context = multiprocessing.get_context(sys.argv[1])
    process = context.Process(target=child, name='child')
    process.start()
    process.join()
    print(process.exitcode)
    with context.Pool(1) as pool:
        print(pool.map(pooled, [1, 2]))
        pool.map(pooled, [0])
`;

let workplace: Workplace;
beforeAll(async () => {
  workplace = await layOut({ 'shop/commands.py': commands });
});

const says = /Process child:\n.*shop\/commands\.py", line \d+, in child\n.*RemoteTraceback.*line \d+, in pooled/s;

compareTool(() => workplace, {
  spawn: { words: runMain('spawn'), says },
  fork: { words: runMain('fork'), says },
  forkserver: { words: runMain('forkserver'), says },
});
