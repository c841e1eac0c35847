import pickle
import sys

from jobs import Job, run

if sys.argv[1] == 'write':
    with open(sys.argv[2], 'wb') as stream:
        pickle.dump([Job(3), run, Job], stream)
else:
    with open(sys.argv[2], 'rb') as stream:
        print(pickle.load(stream) == [Job(3), run, Job])
