import os
import sys

import ray

from jobs import Job, run

# Tasks and actors, and a task that starts another one from a worker.
remote_run = ray.remote(run)


@ray.remote
class Keeper:
    def __init__(self, job):
        self.job = job

    def same(self, job):
        return self.job == job


@ray.remote
def nested(job):
    return ray.get(ray.remote(run).remote(job))


if os.path.islink(__file__):
    os.remove(__file__)  # as on the other machines of a cluster, where nothing is at this path

environment = {'working_dir': sys.argv[1]} if len(sys.argv) > 1 else None
ray.init(num_cpus=2, include_dashboard=False, log_to_driver=False, logging_level='ERROR', runtime_env=environment)
results = ray.get([remote_run.remote(Job(number)) for number in range(3)] + [nested.remote(Job(3))])
print([job == Job(number**2) for number, (job, _, _) in enumerate(results)], {name for _, name, _ in results})
print(os.getpid() in {process for *_, process in results})
keeper = Keeper.remote(Job(5))
print(ray.get(keeper.same.remote(Job(5))))
ray.shutdown()
