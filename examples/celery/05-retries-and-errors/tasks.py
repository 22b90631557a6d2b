"""The worker's side: `celery -A tasks worker --loglevel INFO`."""

from celery import Celery

app = Celery(
    "tasks",
    broker="redis://localhost:6379/0",
    backend="redis://localhost:6379/1",
)


# --8<-- [start:send_welcome_email]
@app.task(
    bind=True,
    autoretry_for=(ConnectionError,),
    retry_backoff=True,  # wait 1 s, 2 s, 4 s, …
    retry_jitter=False,
    max_retries=5,
)
def send_welcome_email(self, user_id):
    deliver(user_id, run=self.request.retries + 1)
    return f"sent to user {user_id} by run {self.request.retries + 1}"


# --8<-- [end:send_welcome_email]


# --8<-- [start:send_digest]
@app.task(
    bind=True,
    autoretry_for=(ConnectionError,),
    retry_backoff=True,  # wait 0 to 1 s, 0 to 2 s, 0 to 4 s, …
    max_retries=5,
)
def send_digest(self, user_id):
    deliver(user_id, run=self.request.retries + 1)
    return f"sent to user {user_id} by run {self.request.retries + 1}"


# --8<-- [end:send_digest]


# --8<-- [start:deliver]
def deliver(user_id, run):
    """Stands in for a mail service that is down for a while."""
    if run < 3:
        raise ConnectionError("mail service is down")


# --8<-- [end:deliver]
