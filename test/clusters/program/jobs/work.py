import os


class Job:
    def __init__(self, number):
        self.number = number

    def __eq__(self, other):
        return type(other) is Job and other.number == self.number


def run(job):
    return Job(job.number ** 2), __name__, os.getpid()
