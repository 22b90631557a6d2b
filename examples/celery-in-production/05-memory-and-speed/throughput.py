"""Tasks a second: `python throughput.py`, or with a pool of your own:

python throughput.py "prefork -c 4 --prefetch-multiplier 16"
"""

import subprocess
import sys
import time

import psutil
import work

POOLS = ["solo", "prefork -c 2", "threads -c 20", "gevent -c 20"]
KINDS = {work.tiny: 1000, work.wait: 100, work.compute: 50}
control = work.app.control


# --8<-- [start:rate]
def rate(task, number):
    """Tasks a second, from the first start to the last end."""
    results = [task.delay() for _ in range(number)]
    control.add_consumer("celery")  # only now does the worker begin
    while not results[-1].ready():
        time.sleep(0.2)
    starts, ends = zip(*[each.get() for each in results], strict=True)
    control.cancel_consumer("celery", reply=True)
    return number / (max(ends) - min(starts))


# --8<-- [end:rate]


def processor(worker):
    """Seconds that the worker and its children have computed."""
    main = psutil.Process(worker.pid)
    times = [each.cpu_times() for each in [main, *main.children()]]
    return sum(each.user + each.system for each in times)


def measure(pool):
    command = f"celery -q -A work worker -Q none --pool {pool}"
    quiet = subprocess.DEVNULL
    worker = subprocess.Popen(command.split(), stdout=quiet, stderr=quiet)
    while not control.ping(timeout=0.5):
        pass
    print(pool)
    for task, number in KINDS.items():
        before = processor(worker)
        rates = rate(task, number)
        each = (processor(worker) - before) / number * 1000
        print(f"  {task.__name__:8}{rates:5.0f}/s{each:6.1f} ms each")
    worker.terminate()
    worker.wait()


for pool in sys.argv[1:] or POOLS:
    measure(pool)
