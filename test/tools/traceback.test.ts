// Uncaught exceptions and the traceback module: the text is that of the unbundled program, carets and all.
import { beforeAll } from 'vitest';
import { findPythons } from '../pythons.ts';
import type { Outcome } from '../run-command.ts';
import { compareTool, runMain } from './compare-tool.ts';
import { layOut, type Way, ways, type Workplace } from './workplace.ts';

const printing = `"""Prints what it catches."""
import sys
import threading
import traceback

from . import orders


def caught():
    try:
        orders.place_all(['tea', 'sugar'])
    except Exception:
        traceback.print_exc()
        print(traceback.format_exc(limit=1))
        for frame in traceback.extract_tb(sys.exc_info()[2]):
            print(frame.filename, frame.lineno, frame.name, frame.line)


def in_a_thread():
    thread = threading.Thread(target=orders.place, args=('salt', 0), name='thread')
    thread.start()
    thread.join()


class Unraisable:
    def __del__(self):
        orders.place('salt', 0)


def run():
    caught()
    in_a_thread()
    Unraisable()
    if sys.version_info >= (3, 11):
        errors = []
        for thing in 'sugar', 'flour':
            try:
                orders.place(thing, 1)
            except KeyError as error:
                error.add_note('there is no ' + thing)
                errors.append(error)
        raise ExceptionGroup('several', errors)
    traceback.print_list(traceback.extract_stack()[-2:])
`;

let workplace: Workplace;
let printer: Workplace;
beforeAll(async () => {
  [workplace, printer] = await Promise.all([layOut(), layOut({ 'shop/commands.py': printing })]);
});

/** What runs an entry as a module is one frame more. */
function withoutDepth(outcome: Outcome, way: Way, isBundled: boolean): Outcome {
  const depth = way.hasEntry && isBundled ? 1 : 0;
  const count = (_: string, times: string): string => `repeated ${Number(times) + depth} more`;
  return { ...outcome, stderr: outcome.stderr.replace(/repeated (\d+) more/, count) };
}

compareTool(
  () => workplace,
  {
    'an error that another one caused': {
      words: runMain('fail'),
      says: /ZeroDivisionError.*direct cause.*Refused: salt: 0/s,
    },
    'an error while another one is handled': {
      words: runMain('miss'),
      says: /KeyError: 'sugar'.*During handling.*NameError: name 'undefined'/s,
    },
    recursion: {
      words: runMain('recurse'),
      says: /Previous line repeated \d+ more times.*RecursionError/s,
      plain: withoutDepth,
    },
    'an interrupt': { words: runMain('interrupt'), says: /at exit\n.*in interrupt\n.*KeyboardInterrupt/s },
    'a message': { words: runMain('exit_in_vain'), says: /^no such thing\n$/ },
  },
  ways,
  findPythons(),
);

compareTool(
  () => printer,
  { 'what a program prints': { words: runMain(), says: /'sugar'.*Refused: salt.*ignored/s } },
  ways,
  findPythons(),
);
