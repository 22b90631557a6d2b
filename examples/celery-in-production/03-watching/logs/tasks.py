"""The worker's side: `celery -q -A tasks worker -l INFO`."""

import json
import logging
import sys
from datetime import UTC, datetime

from celery import Celery, current_task
from celery.signals import setup_logging

app = Celery(
    "tasks",
    broker="redis://localhost:6379/0",
    backend="redis://localhost:6379/1",
)
log = logging.getLogger("shop")  # Python's own: libraries do the same


# --8<-- [start:as_json]
class AsJson(logging.Formatter):
    def format(self, record):
        line = {"says": record.getMessage(), "logger": record.name}
        if current_task:
            line["task_id"] = current_task.request.id
            line["task"] = current_task.name
        line["level"] = record.levelname
        line["at"] = datetime.now(UTC).isoformat()
        if record.exc_info:
            line["traceback"] = self.formatException(record.exc_info)
        return json.dumps(line)


@setup_logging.connect
def as_json(loglevel, **kwargs):
    handler = logging.StreamHandler(sys.stdout)
    handler.setFormatter(AsJson())
    logging.basicConfig(level=loglevel, handlers=[handler])


# --8<-- [end:as_json]


@app.task
def send_receipt(order):
    log.info("order %s: receipt sent", order)
