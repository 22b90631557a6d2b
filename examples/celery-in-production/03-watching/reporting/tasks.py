"""The worker's side: `celery -A tasks worker --loglevel INFO`."""

import os
import signal

import sentry_sdk
from celery import Celery

# --8<-- [start:init]
sentry_sdk.init(dsn=os.environ["SENTRY_DSN"])
# --8<-- [end:init]
app = Celery(
    "tasks",
    broker="redis://localhost:6379/0",
    backend="redis://localhost:6379/1",
)


# --8<-- [start:tasks]
class Declined(Exception):
    """The bank said no. It's our customer's problem, not ours."""


@app.task
def charge(card):
    raise ZeroDivisionError("one of our own mistakes")


@app.task(throws=(Declined,))
def charge_declined(card):
    raise Declined


@app.task(bind=True, default_retry_delay=0)
def charge_later(self, card, fails):
    if self.request.retries < fails:
        error = ConnectionError("the bank doesn't answer")
        raise self.retry(exc=error)


@app.task
def charge_and_die(card):
    os.kill(os.getpid(), signal.SIGKILL)  # as if out of memory


# --8<-- [end:tasks]


@app.task
def say(word):
    sentry_sdk.capture_message(word)
