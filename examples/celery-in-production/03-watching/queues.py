"""What the broker knows about waiting messages; for exporter.py."""

import json
import time

from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector


# --8<-- [start:depth]
def depth(connection, queue):
    try:
        with connection.channel() as channel:
            found = channel.queue_declare(queue, passive=True)
            return found.message_count
    except connection.channel_errors:  # Redis has no empty list
        return 0


# --8<-- [end:depth]


# --8<-- [start:oldest]
def oldest(connection, queue):
    """How many seconds ago its oldest message was due."""
    channel = connection.default_channel
    lists = [
        f"{queue}{channel.sep}{priority}" if priority else queue
        for priority in channel.priority_steps
    ]
    heads = [channel.client.lindex(name, -1) for name in lists]
    notes = [json.loads(head)["properties"] for head in heads if head]
    now = time.time()
    due = [each.get("timestamp", now) for each in notes]
    return max(0, now - min(due, default=now))


# --8<-- [end:oldest]


def gauge(name, text):
    name = f"celery_queue_{name}"
    return GaugeMetricFamily(name, text, labels=["queue"])


class Queues(Collector):
    """Asks the broker each time that Prometheus asks us."""

    def __init__(self, app, names):
        self.app, self.names = app, names

    def collect(self):
        waiting = gauge("messages", "Messages that no worker has.")
        age = gauge("oldest_age_seconds", "Since its oldest was due.")
        with self.app.connection_for_read() as connection:
            for queue in self.names:
                waiting.add_metric([queue], depth(connection, queue))
                if connection.transport.driver_type == "redis":
                    age.add_metric([queue], oldest(connection, queue))
        return [waiting, age]
