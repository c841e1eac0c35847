"""record_tracebacks.py PROGRAM OUTPUT: runs a program, and writes a traceback of one frame for each frame that an exception goes through,
and a stack of one frame for each line that runs."""
import os
import runpy
import sys
import traceback

program, output = sys.argv[1:]
folder = os.path.dirname(os.path.abspath(program)) + os.sep
texts, write = [], open(output, 'w', encoding='utf-8').write


def trace(frame, event, argument):
    if not frame.f_code.co_filename.startswith(folder):
        return None
    # What ends a loop is no failure, and is raised by other instructions in other versions of a text.
    if event == 'exception' and not issubclass(argument[0], (StopIteration, StopAsyncIteration, GeneratorExit)):
        sys.settrace(None)
        texts.extend(traceback.format_tb(argument[2], 1))
        sys.settrace(trace)
    elif event == 'line':
        sys.settrace(None)
        texts.extend(traceback.format_stack(frame, 1))
        sys.settrace(trace)
    return trace


sys.argv[:] = [program]
sys.path[0] = folder[:-1]
sys.stdout = sys.stderr = open(os.devnull, 'w')
sys.settrace(trace)
try:
    runpy.run_path(program, run_name='__main__')
except BaseException:
    pass
finally:
    sys.settrace(None)
    write('  --\n'.join(texts))
