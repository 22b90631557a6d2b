"""What a broker has at a moment, as it says itself.

Redis and Valkey show their messages. RabbitMQ counts them: which ones they are follows from what
the workers have signalled, and a film whose story and whose broker disagree is not recorded.
"""

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from handoff_celery.replays.results import rows
from handoff_celery.replays.story import Story
from handoff_celery.servers.rabbitmq import QuorumQueues, RabbitQueues, RabbitServer
from handoff_celery.servers.redis import RedisServer, ValkeyServer


class ReplayError(Exception):
    """What was recorded does not fit together."""


@dataclass(frozen=True)
class Held:
    """Ids of messages: those that wait, oldest first, and those that are not acknowledged."""

    waiting: tuple[str, ...] = ()
    unacknowledged: tuple[str, ...] = ()


class OwnBroker:
    """A broker of the film's own: its server, and the one that has the results."""

    server: ValkeyServer | RabbitServer
    results: ValkeyServer

    def rows(self) -> dict[str, str]:
        return rows(self.results)

    def start(self) -> None:
        self.server.start()

    def stop(self) -> None:
        self.server.stop()

    def kill(self) -> None:
        self.server.kill()

    def close(self) -> None:
        self.server.close()


class RedisBroker(OwnBroker):
    """Valkey or Redis; results are in its database 1."""

    def __init__(self, folder: Path, kind: type[ValkeyServer], persistence: str):
        self.server = self.results = kind(folder / "broker", persistence=persistence)
        self.env = self.server.env
        self.on = f"{'Valkey' if kind is ValkeyServer else 'Redis'} {self.server.version}"

    def counts(self, queues: Iterable[str]) -> tuple[int, int]:
        """How many messages wait, and how many are not acknowledged."""
        held = self.held(Story(), queues)
        return len(held.waiting), len(held.unacknowledged)

    def held(self, story: Story, queues: Iterable[str]) -> Held:
        with self.server.client() as client:
            stored = [one for queue in queues for one in reversed(client.lrange(queue, 0, -1))]
            aside = [json.loads(one)[0] for one in client.hvals("unacked")]
        waiting = tuple(json.loads(one)["headers"]["id"] for one in stored)
        known = sorted((one["headers"]["id"] for one in aside), key=story.number)
        return Held(waiting, tuple(known))

    def quick(self, queues: Iterable[str]) -> object:
        """What changes when messages move; it may leave out what takes long to ask."""
        return self.held(Story(), queues)


class RabbitBroker(OwnBroker):
    """RabbitMQ; results are in a Valkey beside it."""

    def __init__(self, folder: Path, kind: type[RabbitQueues], persistence: str):
        self.results = ValkeyServer(folder / "results")
        self.server = RabbitServer(folder / "broker")
        self.server.add_vhosts(["film"])
        self.queues = kind(self.server, "film", self.results.backend, own=True)
        self.env = self.queues.env
        self.on = f"RabbitMQ {self.queues.version}"

    def counts(self, queues: Iterable[str]) -> tuple[int, int]:
        words = ("name", "messages_ready", "messages_unacknowledged", "--no-table-headers")
        listed = self.server.control("list_queues", "-p", "film", *words)
        counted = [line.split() for line in listed.splitlines()]
        ours = [(int(ready), int(taken)) for name, ready, taken in counted if name in queues]
        return sum(ready for ready, _ in ours), sum(taken for _, taken in ours)

    def held(self, story: Story, queues: Iterable[str]) -> Held:
        counts = self.counts(queues)
        for waiting, taken in story.guesses():
            if (len(waiting), len(taken)) == counts:
                return Held(tuple(waiting), tuple(taken))
        raise ReplayError(f"RabbitMQ counts {counts}, the workers' signals say {story}")

    def quick(self, queues: Iterable[str]) -> object:
        return [self.queues.waiting(queue) for queue in queues]

    def close(self) -> None:
        super().close()
        self.results.close()


SERVERS: dict[str, type] = {
    "valkey": ValkeyServer,
    "redis": RedisServer,
    "rabbitmq": RabbitServer,
    "quorum": RabbitServer,
}
BROKERS: dict[str, tuple[Callable, type]] = {
    "valkey": (RedisBroker, ValkeyServer),
    "redis": (RedisBroker, RedisServer),
    "rabbitmq": (RabbitBroker, RabbitQueues),
    "quorum": (RabbitBroker, QuorumQueues),
}


def broker(name: str, folder: Path, persistence: str) -> RedisBroker | RabbitBroker:
    made, kind = BROKERS[name]
    return made(folder, kind, persistence)
