"""A report that never overlaps: `celery -A once worker -Q reports`."""

from redis import Redis
from tasks import app, build_report

app.conf.task_routes = {"once.*": {"queue": "reports"}}

# --8<-- [start:build_report_once]
store = Redis.from_url(app.conf.result_backend)


@app.task
def build_report_once(period):
    lock = store.lock("build_report", timeout=60)
    if not lock.acquire(blocking=False):
        return "skipped: one is being built"
    try:
        return build_report(period)
    finally:
        lock.release()


# --8<-- [end:build_report_once]
