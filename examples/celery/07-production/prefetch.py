"""One long task among twelve short ones: `python prefetch.py`."""

import subprocess
import time

from celery import Celery

app = Celery(
    "prefetch",
    broker="redis://localhost:6379/0",
    backend="redis://localhost:6379/1",
)


@app.task
def wait(seconds):
    time.sleep(seconds)


@app.task(acks_late=True)
def wait_acked_late(seconds):
    time.sleep(seconds)


def start(name, queue, multiplier):
    return subprocess.Popen(
        f"celery -q -A prefetch worker --hostname {name}@%h -Q {queue}"
        f" --concurrency 1 --prefetch-multiplier {multiplier}"
        " --loglevel ERROR".split(),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def measure(task, multiplier):
    queue = f"{task.__name__}_{multiplier}"
    workers = [start(f"{n}_{queue}", queue, multiplier) for n in "ab"]
    while len(app.control.ping(timeout=0.5)) < 2:
        pass
    waits = [3, *[0.1] * 12]
    long, *short = [task.apply_async([n], queue=queue) for n in waits]
    long.get(timeout=30)
    stuck = sum(not result.ready() for result in short)
    print(f"{task.__name__}, multiplier {multiplier}: {stuck} stuck")
    for worker in workers:
        worker.terminate()
        worker.wait()


if __name__ == "__main__":  # the workers import this file too
    measure(wait, 4)
    measure(wait, 1)
    measure(wait_acked_late, 1)
