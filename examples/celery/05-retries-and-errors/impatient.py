"""Redis gives up on a worker soon: `celery -A impatient worker`."""

from pathlib import Path

from celery import Celery

app = Celery(
    "impatient",
    broker="redis://localhost:6379/0",
    backend="redis://localhost:6379/1",
)
app.conf.task_default_queue = "impatient"  # apart from tasks.py
# --8<-- [start:options]
app.conf.broker_transport_options = {
    "visibility_timeout": 3,  # seconds; 3600 unless set
    "unacked_restore_interval": 1,  # look for them every second,
    "unacked_restore_throttle": 1,  # and do it each time
}
# --8<-- [end:options]


@app.task
def send_reminder(user_id):
    with Path("sent.txt").open("a") as sent:
        print(f"reminder to user {user_id}", file=sent)
