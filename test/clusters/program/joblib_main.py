import os

import joblib

from jobs import Job, run

# As always with loky, there is no `if __name__ == '__main__'`.
results = joblib.Parallel(n_jobs=2)(joblib.delayed(run)(Job(number)) for number in range(4))
print([job == Job(number**2) for number, (job, _, _) in enumerate(results)], {name for _, name, _ in results})
print(os.getpid() in {process for *_, process in results})
