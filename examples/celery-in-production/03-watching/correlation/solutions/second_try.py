"""The receipt fails once, and its retry has the same request id."""

from contextvars import ContextVar

from celery import Celery
from celery.signals import before_task_publish, task_prerun

app = Celery(
    "tasks",
    broker="redis://localhost:6379/0",
    backend="redis://localhost:6379/1",
)

# --8<-- [start:request_id]
request_id = ContextVar("request_id", default="-")


@before_task_publish.connect
def pass_on(headers, **kwargs):
    headers["request_id"] = request_id.get()


@task_prerun.connect
def take_over(task, **kwargs):
    request_id.set(getattr(task.request, "request_id", "-"))


# --8<-- [end:request_id]


# --8<-- [start:tasks]
@app.task
def take_order(number):
    print(f"{request_id.get()} order {number} taken")
    return send_receipt.delay(number).id


@app.task(bind=True, max_retries=1, default_retry_delay=0)
def send_receipt(self, number):
    if self.request.retries == 0:
        raise self.retry()
    return f"{request_id.get()} receipt for order {number} sent"


# --8<-- [end:tasks]
