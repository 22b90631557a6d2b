"""Stop a busy worker, first warm, then cold: `python stop.py`."""

import signal
import subprocess

from tasks import app, build_report

WORKER = "celery -A tasks worker --loglevel WARNING --concurrency 1"


# --8<-- [start:stop]
def start_and_stop(number):
    worker = subprocess.Popen(
        WORKER.split(),
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    for line in worker.stdout:
        if "half done" in line:
            worker.send_signal(number)
        if "report" in line or "shutdown" in line:
            print("   ", line.split("] ")[-1].strip())


# --8<-- [end:stop]


def waiting():
    with app.connection_for_read() as connection:
        return connection.SimpleQueue("celery").qsize()


# --8<-- [start:twice]
for month in ("March", "April", "May"):
    build_report.delay(month)
print("a warm stop: SIGTERM")
start_and_stop(signal.SIGTERM)
print(waiting(), "waiting")
print("a cold stop: SIGQUIT")
start_and_stop(signal.SIGQUIT)
print(waiting(), "waiting")
# --8<-- [end:twice]
