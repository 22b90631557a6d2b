"""Retries by hand: `celery -A newsletter worker --loglevel INFO`."""

from celery import Celery

app = Celery(
    "newsletter",
    broker="redis://localhost:6379/0",
    backend="redis://localhost:6379/1",
)
app.conf.task_default_queue = "newsletter"  # apart from tasks.py


# --8<-- [start:subscribe]
@app.task(bind=True, max_retries=2, default_retry_delay=1)
def subscribe(self, address):
    try:
        post(address)
    except ConnectionError as error:
        raise self.retry(exc=error) from error


# --8<-- [end:subscribe]


# --8<-- [start:wait_for_confirmation]
@app.task(bind=True, max_retries=2, default_retry_delay=1)
def wait_for_confirmation(self, address):
    if not confirmed(address):
        raise self.retry()  # nothing is wrong, it is too early
    return "confirmed"


# --8<-- [end:wait_for_confirmation]


def post(address):
    """Stands in for a newsletter service that is down."""
    if "@" not in address:
        raise ValueError(f"not an address: {address}")
    raise ConnectionError("newsletter service is down")


def confirmed(address):
    return False
