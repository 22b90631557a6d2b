"""Release 2, as somebody meant well:
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


@app.task
def send_welcome_email(user_id, language):  # new: language
    return f"welcome in {language}, user {user_id}"


@app.task
def build_monthly_report(month):  # was: build_report
    return f"built {month}"


@app.task
def count_signups():
    return 42
