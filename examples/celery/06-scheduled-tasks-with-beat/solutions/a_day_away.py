"""A solution: beat was away when the report was due."""

from datetime import timedelta

from celery.beat import Scheduler
from tasks import app

scheduler = Scheduler(app)
scheduler.schedule["morning-report"].last_run_at -= timedelta(days=1)
while scheduler.tick() == 0:
    print("tick: sent one")
