"""Metrics: `python exporter.py 9808 celery reports`."""

import sys

import prometheus_client as prometheus
from queues import Queues
from tasks import app

# --8<-- [start:metrics]
EVENTS = prometheus.Counter(
    "celery_tasks",
    "Task events.",
    ["task", "event"],
)
RUNTIME = prometheus.Histogram(
    "celery_task_seconds",
    "Run time.",
    ["task"],
    buckets=(0.1, 0.5, 1, 2, 5, 10, 30, 60, 300, 1800),
)
HEARTBEAT = prometheus.Gauge(
    "celery_worker_heartbeat_seconds",
    "When it was last heard of.",
    ["worker"],
)
for task in app.tasks:
    if not task.startswith("celery."):
        for event in ("started", "succeeded", "failed", "retried"):
            EVENTS.labels(task, event)  # 0 from the start
# --8<-- [end:metrics]

seen = app.events.State()


# --8<-- [start:on_event]
def on_event(event):
    seen.event(event)  # only task-received has the task's name
    subject, kind = event["type"].split("-", 1)
    if subject == "task":
        task = seen.tasks[event["uuid"]].name or "unknown"
        EVENTS.labels(task, kind).inc()
        if kind == "succeeded":
            RUNTIME.labels(task).observe(event["runtime"])
    elif kind == "offline":  # stopped warm: no reason to worry
        HEARTBEAT.remove(event["hostname"])
    else:
        worker = HEARTBEAT.labels(event["hostname"])
        worker.set(event["local_received"])


# --8<-- [end:on_event]

if __name__ == "__main__":
    port, *queues = sys.argv[1:]
    prometheus.REGISTRY.register(Queues(app, queues))
    prometheus.start_http_server(int(port))
    with app.connection_for_read() as connection:
        handlers = {"*": on_event}
        receiver = app.events.Receiver(connection, handlers)
        receiver.capture(limit=None)
