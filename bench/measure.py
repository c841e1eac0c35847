"""measure.py RUNS FOLDER COMMAND...: runs a command several times; prints JSON: median seconds, peak MiB, exit status."""
import json
import os
import statistics
import sys
import time

runs, folder, command = int(sys.argv[1]), sys.argv[2], sys.argv[3:]
os.chdir(folder)
seconds, peak, status = [], 0, 0
null = os.open(os.devnull, os.O_RDWR)
for _ in range(runs):
    start = time.perf_counter()
    child = os.posix_spawnp(command[0], command, os.environ, file_actions=[(os.POSIX_SPAWN_DUP2, null, fd) for fd in range(3)])
    _, result, usage = os.wait4(child, 0)
    seconds.append(time.perf_counter() - start)
    # Linux counts KiB, macOS bytes.
    peak = max(peak, usage.ru_maxrss / (1024 * 1024 if sys.platform == 'darwin' else 1024))
    status = status or os.waitstatus_to_exitcode(result)
print(json.dumps({'seconds': statistics.median(seconds), 'mebibytes': peak, 'status': status}))
