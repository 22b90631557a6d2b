"""The worker's side: `celery -A tasks worker --loglevel INFO`."""

import traces
from celery import Celery
from celery.signals import worker_process_init, worker_process_shutdown
from opentelemetry import trace

app = Celery(
    "tasks",
    broker="redis://localhost:6379/0",
    backend="redis://localhost:6379/1",
)


# --8<-- [start:child]
@worker_process_init.connect
def start(**kwargs):
    traces.start("worker")


@worker_process_shutdown.connect
def flush(**kwargs):
    trace.get_tracer_provider().force_flush()


# --8<-- [end:child]


@app.task
def take_order(number):
    send_receipt.delay(number)


@app.task
def send_receipt(number):
    return f"receipt for order {number} sent"
