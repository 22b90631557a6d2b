"""The worker's side: `celery -A tasks worker --loglevel INFO`."""

from celery import Celery

app = Celery(
    "tasks",
    broker="redis://localhost:6379/0",
    backend="redis://localhost:6379/1",
)
SIGNUPS = {"2026-10-01": 31, "2026-10-02": 27, "2026-10-03": 44}


@app.task
def count_signups(day):
    return SIGNUPS[day]


@app.task(bind=True)
def build_report(self, month):
    days = [day for day in SIGNUPS if day.startswith(month)]
    for done, _ in enumerate(days, start=1):
        self.update_state(state="PROGRESS", meta={"done": done})
    return {"month": month, "signups": sum(SIGNUPS[day] for day in days)}


# --8<-- [start:send_digest]
@app.task(
    bind=True,
    autoretry_for=(ConnectionError,),
    retry_backoff=True,  # wait 1 s, 2 s, 4 s, …
    retry_jitter=False,
    max_retries=5,
)
def send_digest(self, user_id):
    deliver(user_id, run=self.request.retries + 1)
    return f"sent by run {self.request.retries + 1}"


# --8<-- [end:send_digest]


# --8<-- [start:send_welcome_email]
@app.task(
    bind=True,
    autoretry_for=(ConnectionError,),
    retry_backoff=True,  # wait 0 to 1 s, 0 to 2 s, 0 to 4 s, …
    max_retries=12,
    ignore_result=True,
)
def send_welcome_email(self, user_id, language="en"):
    deliver(user_id, run=self.request.retries + 1)
    print(f"sent by run {self.request.retries + 1}, in {language}")


# --8<-- [end:send_welcome_email]


def deliver(user_id, run):
    if run < 3:  # the email service is down, and comes back
        raise ConnectionError("email service is down")
