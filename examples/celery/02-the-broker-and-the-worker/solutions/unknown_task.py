"""A solution: a name that no worker knows."""

from tasks import app

app.send_task("tasks.send_sms", (41,))
print("sent, and nobody objected")
