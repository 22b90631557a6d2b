"""A worker with nothing to do: `celery -A shop worker`."""

from celery import Celery

app = Celery(
    "shop",
    broker="redis://localhost:6379/0",
    backend="redis://localhost:6379/1",
)
app.conf.task_routes = {"shop.send_receipt": {"queue": "recipts"}}


@app.task
def send_receipt(order):
    return f"receipt {order} sent"
