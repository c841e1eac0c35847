// What looks at frames while they run: sys._current_frames as stack samplers read it, sys.settrace, faulthandler.
import { beforeAll } from 'vitest';
import { compareTool, runMain } from './compare-tool.ts';
import { layOut, ways, type Workplace } from './workplace.ts';

const commands = `"""Is looked at."""
import faulthandler
import sys
import threading

from . import orders


def wait(started, done):
    started.set()
    done.wait()


def sample():
    started, done = threading.Event(), threading.Event()
    thread = threading.Thread(target=wait, args=(started, done))
    thread.start()
    started.wait()
    frame = sys._current_frames()[thread.ident]
    while frame:
        if frame.f_globals['__name__'] != 'threading':
            print(frame.f_code.co_filename, frame.f_code.co_name, frame.f_code.co_firstlineno, frame.f_lineno)
        frame = frame.f_back
    done.set()
    thread.join()


def trace():
    events = []

    def tracer(frame, event, argument):
        if 'shop' in frame.f_code.co_filename:
            events.append((frame.f_code.co_filename, frame.f_code.co_name, event, frame.f_lineno))
            return tracer
    sys.settrace(tracer)
    try:
        from . import late
        orders.place_all(['tea'])
    finally:
        sys.settrace(None)
    for event in events:
        print(*event)


def dump():
    faulthandler.dump_traceback(all_threads=False)


def crash():
    faulthandler.enable()
    faulthandler._sigabrt()


def run():
    {'sample': sample, 'trace': trace, 'dump': dump, 'crash': crash}[sys.argv[1]]()
`;

const late = `"""Imported while everything is traced.

Its first statement stands lower.
"""
import os
from .prices import *

if True:
    class Late(Discount):
        kind = [number
                for number in range(2)]

        @staticmethod
        def method(x=1,
                   y=2): return x


def function(
        name=os.sep):
    pass
`;

let workplace: Workplace;
beforeAll(async () => {
  workplace = await layOut({ 'shop/commands.py': commands, 'shop/late.py': late }, ['--tree-shaking', 'off']);
});

/** Functions of static modules are created by code of another table of lines, which has no other events. */
compareTool(
  () => workplace,
  {
    'a sampled stack': { words: runMain('sample'), says: /shop\/commands\.py wait \d+ \d+/ },
    'trace events': { words: runMain('trace'), says: /shop\/late\.py <module> call .*late\.py Late line \d+/s },
    'a dump of faulthandler': { words: runMain('dump'), says: /File ".*shop\/commands\.py", line \d+ in dump/ },
    'a crash': { words: runMain('crash'), says: /Fatal Python error.*shop\/commands\.py", line \d+ in crash/s },
  },
  ways.filter(({ hasEntry }) => !hasEntry),
);
