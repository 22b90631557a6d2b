"""Nothing but a broker is needed: `python nobackend.py`."""

from celery import Celery

app = Celery("tasks", broker="redis://localhost:6379/0")


@app.task
def send_welcome_email(user_id):
    print(f"mail to user {user_id} sent")


handle = send_welcome_email.delay(42)
print("sent, id", handle.id)

try:
    handle.get(timeout=10)
except NotImplementedError as error:
    print("get():", str(error).splitlines()[0])

try:
    print(handle.state)
except AttributeError as error:
    print("state:", error)
