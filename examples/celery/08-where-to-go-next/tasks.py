"""The worker's side: `celery -A tasks worker`."""

from celery import Celery

app = Celery(
    "tasks",
    broker="redis://localhost:6379/0",
    backend="redis://localhost:6379/1",
)

SIGNUPS = {"mon": 4, "tue": 7, "wed": 1}


@app.task
def count_signups(day):
    return SIGNUPS[day]


@app.task
def write_report(count):
    return f"{count} sign-ups"


@app.task
def mail_report(report, to):
    return f"to {to}: {report}"


@app.task
def add_up(counts):
    return sum(counts)


@app.task
def close_day():
    return "day closed"
