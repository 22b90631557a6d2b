"""`redis://…` in a sample means kombu's in-memory broker and Celery's in-memory results."""

import celery.app.backends
import kombu.transport
from celery.backends.cache import CacheBackend
from kombu.transport import memory
from kombu.utils.url import maybe_sanitize_url

from . import events

BROKERS = ("redis", "rediss", "amqp", "amqps", "pyamqp")
BACKENDS = ("redis", "rediss")
POLL = 0.01  # seconds; Redis tells a waiting client at once, this backend must be asked


class Channel(memory.Channel):
    """kombu's own, which says that a task's message is acknowledged."""

    def basic_ack(self, delivery_tag, multiple=False):
        message = self.qos._delivered.get(delivery_tag)
        super().basic_ack(delivery_tag, multiple)
        headers = getattr(message, "headers", None) or {}
        if headers.get("task"):
            events.acknowledged(headers)


class Transport(memory.Transport):
    Channel = Channel


class MemoryResults(CacheBackend):
    """Celery's cache+memory backend under the address the sample gives (the banner shows it)."""

    def __init__(self, app, url=None, **options):
        super().__init__(app, backend="memory://", **options)
        self.url = url

    def as_uri(self, include_password=True):
        return self.url if include_password else maybe_sanitize_url(self.url or "")

    def wait_for(self, task_id, timeout=None, interval=0.5, **options):
        return super().wait_for(task_id, timeout=timeout, interval=min(interval, POLL), **options)

    def _store_result(self, task_id, result, state, traceback=None, request=None, **options):
        kept = super()._store_result(task_id, result, state, traceback, request, **options)
        events.stored(task_id, state, request)
        return kept


def stand_in_for_brokers() -> None:
    for scheme in BROKERS:
        kombu.transport.TRANSPORT_ALIASES[scheme] = f"{__name__}:Transport"
    for scheme in BACKENDS:
        celery.app.backends.BACKEND_ALIASES[scheme] = f"{__name__}:MemoryResults"
