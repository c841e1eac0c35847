"""measure_pair.py RUNS FOLDER COMMAND... -- COMMAND...: runs two commands at once, several times, so that whatever else the
machine does hits both alike; prints JSON: the median processor seconds of each, and the median of the second's over the
first's."""
import json
import os
import statistics
import sys

runs, folder = int(sys.argv[1]), sys.argv[2]
middle = sys.argv.index('--')
commands = sys.argv[3:middle], sys.argv[middle + 1:]
os.chdir(folder)
seconds = [], []
for run in range(runs):
    children = {}
    # Each is started first as often as the other.
    for index in (0, 1) if run % 2 else (1, 0):
        children[os.posix_spawnp(commands[index][0], commands[index], os.environ)] = index
    for _ in commands:
        child, status, usage = os.wait3(0)
        if status != 0:
            sys.exit(f'{commands[children[child]]} failed')
        seconds[children[child]].append(usage.ru_utime + usage.ru_stime)
ratio = statistics.median(second / first for first, second in zip(*seconds))
print(json.dumps({'seconds': [statistics.median(values) for values in seconds], 'ratio': ratio}))
