"""Tasks without a worker: `python eager.py`."""

from tasks import app, ask_email_service, send_welcome_email, tries

app.conf.task_always_eager = True

result = send_welcome_email.apply_async((42,), countdown=3600)
print(type(result).__name__)
print("due in an hour:", result.state)

result = ask_email_service.delay()
print("retries 180 s apart:", len(tries), "tries,", result.state)
