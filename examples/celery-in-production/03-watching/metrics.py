"""A few tasks, and what the exporter says: `python metrics.py`."""

import os
import time
from datetime import UTC, datetime, timedelta

import httpx
from tasks import book_courier, build_report, charge_card, send_receipt


def lines(*starts):
    text = httpx.get(os.environ["EXPORTER"] + "/metrics").text
    return [one for one in text.splitlines() if one.startswith(starts)]


def hears():
    return lines("celery_worker_heartbeat_seconds{")


while not hears():
    time.sleep(0.1)

earlier = datetime.now(UTC) - timedelta(minutes=10)
for month in ("2026-09", "2026-10", "2026-11"):
    build_report.apply_async((month,), eta=earlier)  # nobody reads it
for task in (send_receipt, charge_card, book_courier):
    task.delay(7).get(timeout=30, propagate=False)
time.sleep(1)  # the last events are on their way

chosen = lines("celery_queue_", "celery_tasks_total{")
for line in sorted(chosen):
    name, value = line.rsplit(" ", 1)
    tens, rest = divmod(int(float(value)), 10)
    if value != "0.0" and not ("received" in name or "started" in name):
        print(name, tens * 10 or rest)
