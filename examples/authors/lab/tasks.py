"""The worker's side: `celery -A tasks worker --loglevel INFO`."""

from celery import Celery

app = Celery(
    "tasks",
    broker="redis://localhost:6379/0",
    backend="redis://localhost:6379/1",
)


@app.task
def send_receipt(order):
    return f"receipt for order {order} sent"


@app.task(bind=True, max_retries=3)
def charge_card(self, order):
    if self.request.retries < 2:
        raise self.retry(countdown=2)
    return f"order {order} charged at try {self.request.retries + 1}"
