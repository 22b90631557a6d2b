"""A task that asks Django's database: `celery -A accounts worker`."""

import os

import django
from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "settings")
django.setup()

from django.contrib.auth.models import User  # noqa: E402

app = Celery(
    "accounts",
    broker="redis://localhost:6379/0",
    backend="redis://localhost:6379/1",
)
app.conf.task_default_queue = "accounts"


# --8<-- [start:greet]
@app.task
def greet(user_id):
    return "hello " + User.objects.get(pk=user_id).username


# --8<-- [end:greet]
