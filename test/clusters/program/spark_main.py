import os
import sys

from pyspark.sql import SparkSession
from pyspark.sql.functions import udf

from jobs import Job, run

if os.path.islink(__file__):
    os.remove(__file__)  # as on the other machines of a cluster, where nothing is at this path

master, *files = sys.argv[1:]
with SparkSession.builder.master(master).config('spark.ui.enabled', 'false').getOrCreate() as session:
    context = session.sparkContext
    for file in files:
        context.addPyFile(file)
    results = context.parallelize([Job(number) for number in range(4)], 2).map(run).collect()
    print([job == Job(number**2) for number, (job, _, _) in enumerate(results)], {name for _, name, _ in results})
    print(os.getpid() in {process for *_, process in results})
    # Java reads these rows; a function on a column is pickled in another way.
    square = udf(lambda number: run(Job(number))[0].number, 'long')
    print(context.parallelize([(2,), (3,)], 1).toDF(['number']).select(square('number').alias('square')).collect())
