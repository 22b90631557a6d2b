"""The worker's side: `celery -A tasks worker --loglevel INFO`."""

from celery import Celery

app = Celery(
    "tasks",
    broker="redis://localhost:6379/0",
    backend="redis://localhost:6379/1",
)
RETRIED = {
    "autoretry_for": (ConnectionError,),
    "retry_backoff": True,
    "max_retries": 12,
}
SIGNUPS = {"mon": 4, "tue": 7, "wed": 1}


@app.task
def count_signups(day):
    return SIGNUPS[day]


@app.task
def build_report(month):
    return f"built {month}"


@app.task(**RETRIED, ignore_result=True)
def send_welcome_email(user_id, language="en"):
    print(f"email to user {user_id} sent, in {language}")


@app.task(**RETRIED)
def send_digest(user_id):
    return f"digest for user {user_id} sent"


# new in this chapter
@app.task
def add_up(counts):
    return sum(counts)


@app.task
def write_report(count):
    return f"{count} sign-ups"


@app.task
def email_report(report, to):
    return f"to {to}: {report}"


@app.task
def close_day():
    return "day closed"
