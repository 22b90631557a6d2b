"""Results for two seconds: `celery -A short_lived worker -Q short`."""

from tasks import app

app.conf.result_expires = 2
