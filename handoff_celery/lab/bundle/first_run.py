"""A first Run, run while the bundle is built: to learn what it imports, then to keep its memory."""

import asyncio  # noqa: F401  the tab's own bridge imports it
import linecache  # noqa: F401
import sys

import celery_lab
import lab.browser  # noqa: F401  the page starts with it

TASKS = """
from celery import Celery
app = Celery("tasks", broker="redis://localhost:6379/0", backend="redis://localhost:6379/1")
@app.task(bind=True)
def add(self, x, y):
    if not self.request.retries:
        raise self.retry(countdown=0)
    return x + y
"""
PROGRAM = """
import time
from tasks import add
print(add.delay(1, 2).get(timeout=5))
"""

screen = sys.stdout


def tell(kind: str, data: dict) -> None:
    if kind == "print":
        screen.write(data["text"])  # seen only if the build fails


session = celery_lab.Session(tell)
session.write({"tasks.py": TASKS, "program.py": PROGRAM})
assert session.start("worker", "celery -A tasks worker --loglevel INFO")
assert session.run("program.py") == 0
session.state()
session.reset()
