"""One scenario of Celery's behaviour, told by an app and nothing else, run in five places.

    CPython, the stock worker in its own thread ─┐
    Node (Pyodide), the lab's turned worker      ├─ {check: what was seen} ─► all the same
    Chromium, Firefox, WebKit, in a Web Worker   ┘

`run(worker)` gives a dict of plain text; `worker` is what the place offers:
.start(app) .stop() .sleep(seconds).
"""

import json
import time

from celery import Celery, chain, chord, group
from celery.exceptions import Reject

app = Celery("tasks", broker="memory://localhost/", backend="cache+memory://")
app.conf.worker_redirect_stdouts = False


@app.task
def add(x, y):
    return x + y


@app.task
def total(numbers):
    return sum(numbers)


@app.task
def unsendable():
    return object()


@app.task
def fails():
    raise ZeroDivisionError("division by zero")


@app.task(bind=True, max_retries=3)
def flaky(self):
    if self.request.retries < 2:
        raise self.retry(countdown=0.05, exc=ValueError("nope"))
    return f"try {self.request.retries + 1}"


@app.task(
    autoretry_for=(ConnectionError,), retry_backoff=False, max_retries=2, default_retry_delay=0.05
)
def gives_up():
    raise ConnectionError("no mail server")


@app.task(bind=True)
def half_done(self):
    self.update_state(state="PROGRESS", meta={"done": 3})
    return app.AsyncResult(self.request.id).state


@app.task(bind=True, acks_late=True)
def refused(self):
    raise Reject("no", requeue=False)


@app.task(rate_limit="20/s")
def limited(number):
    return number


@app.task(ignore_result=True)
def forgets():
    return "nobody asks"


@app.task(acks_late=True)
def late():
    return "acknowledged after"


async def coroutine():
    return 1


@app.task
def asynchronous():
    made = coroutine()
    made.close()
    return made


def seen(action):
    """What a check saw: a value, or the error's type and first line."""
    try:
        return json.dumps(action(), default=lambda value: type(value).__name__)
    except Exception as error:
        return f"{type(error).__name__}: {str(error).splitlines()[0]}"


def before_a_worker(waiting):
    result = add.delay(2, 3)
    return {
        "nobody works: the state": seen(lambda: result.state),
        "nobody works: messages wait": seen(lambda: waiting() == 1),
        "nobody works: get gives up": seen(lambda: result.get(timeout=0.05)),
        "an argument that is no JSON": seen(lambda: add.delay(object(), 1)),
        "an argument is missing": seen(lambda: add.delay(1)),
        "a keyword it does not know": seen(lambda: add.delay(1, 2, z=3)),
        "sent while nobody works": result,
    }


def got(result):
    return lambda: result.get(timeout=40, interval=0.01)


def ending(result):
    """The state in which a task's story ends."""
    seen(got(result))
    return result.state


def with_a_worker(worker, first):
    later = add.apply_async((1, 1), countdown=3)
    worker.sleep(0.3)
    held = later.state
    later.revoke()
    stamped = add.apply_async((2, 2), expires=-1)
    linked = add.apply_async((1, 1), link=add.s(5))
    rejected, forgotten = refused.delay(), forgets.delay()
    checks = {
        "the message that waited": seen(got(first)),
        "a task's value": seen(got(add.delay(5, 5))),
        "keyword arguments": seen(got(add.delay(x=1, y=2))),
        "a string for a number": seen(got(add.delay("a", 1))),
        "a tuple arrives as": seen(got(total.delay((1, 2, 3)))),
        "retried until it works": seen(got(flaky.delay())),
        "retried until it gives up": seen(got(gives_up.delay())),
        "an error comes back": seen(got(fails.delay())),
        "its state": seen(lambda: ending(fails.delay())),
        "a result that is no JSON": seen(got(unsendable.delay())),
        "an async def task": seen(got(asynchronous.delay())),
        "its own state": seen(got(half_done.delay())),
        "a task nobody knows": seen(got(app.send_task("tasks.nothing"))),
        "chain": seen(got(chain(add.s(1, 1), add.s(10), add.s(100))())),
        "group": seen(got(group(add.s(i, i) for i in range(4))())),
        "chord": seen(got(chord([add.s(i, i) for i in range(4)], total.s())())),
        "group then task": seen(got((group(add.s(i, i) for i in range(3)) | total.s()).delay())),
        "chain with an error in it": seen(got(chain(fails.s(), add.s(1))())),
        "immutable signature": seen(got(chain(add.s(1, 1), add.si(7, 7))())),
        "rate limit": seen(got(group(limited.s(i) for i in range(4))())),
        "countdown: held meanwhile": seen(lambda: held),
        "revoked": seen(lambda: ending(later)),
        "expired": seen(got(stamped)),
        "link": seen(lambda: [got(linked)(), got(linked.children[0])()]),
        "acks_late": seen(got(late.delay())),
        "ping": seen(lambda: list(app.control.inspect(timeout=1.5).ping().values())),
        "registered": seen(registered),
        "eager": seen(lambda: add.apply((1, 2)).get()),
    }
    checks["ignore_result"] = seen(lambda: forgotten.state)
    checks["rejected"] = seen(lambda: rejected.state)
    return checks


def registered():
    [names] = app.control.inspect(timeout=1.5).registered().values()
    return [name for name in names if not name.startswith("celery.")]


def run(worker, waiting):
    """All checks, in order; `waiting()` counts the messages in the broker."""
    checks = before_a_worker(waiting)
    first = checks.pop("sent while nobody works")
    worker.start(app)
    try:
        checks |= with_a_worker(worker, first)
    finally:
        worker.stop()
    return checks


def report(worker, waiting) -> str:
    started = time.monotonic()
    checks = run(worker, waiting)
    return json.dumps({"checks": checks, "seconds": round(time.monotonic() - started, 2)})
