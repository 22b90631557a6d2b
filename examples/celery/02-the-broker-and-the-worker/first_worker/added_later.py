"""A task that the running worker has never seen: `python added_later.py`."""

from tasks import app

app.send_task("tasks.send_goodbye_email", args=(42,))
