"""The warehouse's tasks: `celery -A tasks worker`."""

import time

from celery import Celery

app = Celery("tasks")
app.conf.task_ignore_result = True


@app.task
def pack(order):
    if order == 1:
        time.sleep(3)  # a large one, under way when the move begins
    print("packed", order)
