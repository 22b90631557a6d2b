"""The worker's side: `celery -A worker worker`."""

from web import create_app

app = create_app().extensions["celery"]
