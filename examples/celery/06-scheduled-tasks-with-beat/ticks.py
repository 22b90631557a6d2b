"""Beat's loop, one turn at a time: `python ticks.py`."""

from datetime import timedelta

from celery.beat import Scheduler
from tasks import app


def ticks(title, away):
    scheduler = Scheduler(app)
    entry = scheduler.schedule["count-signups"]
    entry.last_run_at -= timedelta(seconds=away)
    print(title)
    for _ in range(2):
        wait = scheduler.tick()
        if wait == 0:
            print("  tick: sent count-signups")
        else:
            print(f"  tick: nothing due, sleep {wait:.0f} s")


ticks("beat starts for the first time", away=0)
ticks("beat was away for 5 s, one run", away=5)
ticks("beat was away for 1 h, 720 runs", away=3600)
