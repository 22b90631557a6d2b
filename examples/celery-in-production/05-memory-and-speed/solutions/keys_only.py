"""What a message weighs on Redis: `python weigh.py`."""

import base64

from celery import Celery
from kombu.serialization import dumps

app = Celery("weigh")


@app.task
def email(report): ...


# --8<-- [start:on_redis]
def on_redis(call):
    """Bytes of the message's body, as Redis holds it."""
    message = app.amqp.as_task_v2("id", call.task, call.args)
    _, _, text = dumps(message.body, serializer="json")
    return len(base64.b64encode(text.encode()))


# --8<-- [end:on_redis]
calls = {
    "a listing": email.s("listings/2026-11.txt"),
    "a PDF": email.s("reports/2026-11.pdf"),
    "its key": email.s("reports/2026-11.pdf"),
}
for name, call in calls.items():
    print(f"{name:10}{on_redis(call):>10,} bytes")
heaviest = max(map(on_redis, calls.values()))
print("all under 1,000 bytes:", "yes" if heaviest < 1000 else "no")
