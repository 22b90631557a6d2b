"""The same tasks, another database: `celery -A elsewhere worker`."""

from tasks import app

address, _, _ = app.conf.broker_url.rpartition("/")
app.conf.broker_read_url = f"{address}/5"
