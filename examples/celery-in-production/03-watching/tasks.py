"""A shop's tasks: `celery -A tasks worker -E --loglevel INFO`."""

import time
from datetime import UTC, datetime

from celery import Celery
from celery.signals import before_task_publish

app = Celery(
    "tasks",
    broker="redis://localhost:6379/0",
    backend="redis://localhost:6379/1",
)
app.conf.task_routes = {"tasks.build_report": {"queue": "reports"}}


# --8<-- [start:stamp]
@before_task_publish.connect
def stamp(headers, properties, **kwargs):
    eta = headers["eta"]
    due = datetime.fromisoformat(eta) if eta else datetime.now(UTC)
    properties["timestamp"] = int(due.timestamp())


# --8<-- [end:stamp]


@app.task
def send_receipt(order):
    time.sleep(0.2)


@app.task(bind=True, max_retries=3, default_retry_delay=0)
def charge_card(self, order):
    if self.request.retries == 0:
        raise self.retry()


@app.task
def book_courier(order):
    raise ValueError(f"order {order} has no address")


@app.task
def build_report(month):
    time.sleep(2)
