"""record_frames.py PROGRAM OUTPUT: runs a program, and writes a line of JSON for each frame that an exception goes through:
file, name of the code, line, and from 3.11 on the last line and the first and last column (in bytes) of what raised."""
import json
import os
import runpy
import sys
import threading

program, output = sys.argv[1:]
folder = os.path.dirname(os.path.abspath(program)) + os.sep
events, positions = [], {}


def positions_of(code):
    if code not in positions:
        positions[code] = list(code.co_positions())
    return positions[code]


def trace(frame, event, argument):
    code = frame.f_code
    if not code.co_filename.startswith(folder):
        return None
    if event == 'exception':
        place = None, None, None
        if hasattr(code, 'co_positions'):
            line, *place = positions_of(code)[frame.f_lasti // 2]
        # What ends a loop is no failure, and is raised by other instructions in other versions of a text.
        if not issubclass(argument[0], (StopIteration, StopAsyncIteration, GeneratorExit)):
            events.append((code.co_filename[len(folder):], code.co_name, frame.f_lineno, *place))
    return trace


sys.argv[:] = [program]
sys.path[0] = folder[:-1]
sys.stdout = sys.stderr = open(os.devnull, 'w')
sys.settrace(trace)
threading.settrace(trace)
try:
    runpy.run_path(program, run_name='__main__')
except BaseException:
    pass
finally:
    sys.settrace(None)
    with open(output, 'w') as stream:
        json.dump(events, stream)
