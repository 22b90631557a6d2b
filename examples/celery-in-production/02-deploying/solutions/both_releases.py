"""Release 2 that runs the messages of release 1, too:
`celery -A tasks worker --loglevel INFO`."""

from celery import Celery

app = Celery(
    "tasks",
    broker="redis://localhost:6379/0",
    backend="redis://localhost:6379/1",
)
# --8<-- [start:stop]
app.conf.task_acks_late = True  # our tasks may run twice
app.conf.worker_prefetch_multiplier = 1
app.conf.worker_soft_shutdown_timeout = 45  # of 60 s of grace
# --8<-- [end:stop]


# --8<-- [start:send_welcome_email]
@app.task
def send_welcome_email(user_id, language="en"):
    return f"welcome in {language}, user {user_id}"


# --8<-- [end:send_welcome_email]


# --8<-- [start:build_monthly_report]
@app.task
def build_monthly_report(month):
    return f"built {month}"


# Remove in the release after next, when no message has the old name.
app.task(name="tasks.build_report")(build_monthly_report.run)
# --8<-- [end:build_monthly_report]


@app.task
def count_signups():
    return 42
