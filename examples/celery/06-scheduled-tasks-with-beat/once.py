"""A report that never overlaps: `celery -A once worker -Q reports`."""

from redis import Redis
from tasks import app, write_report

app.conf.task_routes = {"once.*": {"queue": "reports"}}

# --8<-- [start:build_report_once]
store = Redis.from_url(app.conf.result_backend)


@app.task(time_limit=50)  # seconds; the run ends before its lock does
def build_report_once(month):
    lock = store.lock("build_report", timeout=60)
    if not lock.acquire(blocking=False):
        return "skipped: one is being built"
    try:
        return write_report(month)
    finally:
        lock.release()


# --8<-- [end:build_report_once]
