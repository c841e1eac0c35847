"""Starts a cluster that knows nothing of any program, prints its address, and ends with its standard input."""

import sys

from dask.distributed import LocalCluster

if __name__ == '__main__':
    with LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as cluster:
        print(cluster.scheduler_address, flush=True)
        sys.stdin.read()
