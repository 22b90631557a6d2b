"""What Celery's signals have told so far: which message is where, and what is new."""

from collections.abc import Iterator
from dataclasses import dataclass, field

WORDS = {
    "published": "{who} published {message}",
    "received": "{who} received {message}",
    "started": "{who} started {message}",
    "succeeded": "{message} succeeded on {who}",
    "failed": "{message} failed: {reason}",
    "retried": "{message} asked {who} for another try: {reason}",
    "revoked": "{who} dropped {message}: it was revoked",
    "ready": "{who} is ready",
    "shut down": "{who} has shut down",
}


@dataclass
class Delivery:
    """A message with a worker."""

    late: bool = False
    eta: bool = False
    running: bool = False


@dataclass
class Story:
    labels: dict[str, str] = field(default_factory=dict)  # id → what the message is called
    held: dict[str, dict[str, Delivery]] = field(default_factory=dict)  # worker → id → delivery
    frozen: set[str] = field(default_factory=set)  # workers of which no news can come
    done: set[str] = field(default_factory=set)  # acknowledged
    published: int = 0

    def number(self, message: str) -> int:
        return list(self.labels).index(message) if message in self.labels else 99

    def hear(self, line: dict) -> None:
        what, who, message = line["what"], line["who"], line.get("id")
        mine = self.held.setdefault(who, {}) if what not in ("published", "failed") else {}
        if what == "published":
            self.published += 1
            self.done.discard(message)
        elif what == "received":
            mine[message] = Delivery(line["late"], bool(line["eta"]))
        elif what == "started" and message in mine:
            mine[message].running = True
            if not mine[message].late:
                self.done.add(message)
        elif what in ("ended", "revoked"):
            mine.pop(message, None)
            self.done.add(message)

    def lose(self, worker: str) -> None:
        """The worker is gone, and what it held with it."""
        self.held.pop(worker, None)
        self.frozen.discard(worker)

    def guesses(self) -> Iterator[tuple[list[str], list[str]]]:
        """(waiting, not acknowledged): the broker may have given up on the frozen ones."""
        for deaf in (set(), self.frozen):
            taken = {
                message
                for worker, held in self.held.items()
                for message, delivery in held.items()
                if worker not in deaf and (delivery.late or not delivery.running)
            }
            ordered = [message for message in self.labels if message not in self.done]
            yield [one for one in ordered if one not in taken], sorted(taken, key=self.number)

    def __str__(self) -> str:
        return " or ".join(f"{len(a)} and {len(b)}" for a, b in self.guesses())

    def sentences(self, lines: list[dict]) -> list[str]:
        """What is new, in words: what one process said of one message stays together."""
        told = [line for line in lines if line["what"] in WORDS]
        told.sort(key=lambda line: (line["what"] != "published", line["who"], self._place(line)))
        return [self._sentence(line) for line in told]

    def _place(self, line: dict) -> int:
        return self.number(line["id"]) if "id" in line else -1

    def _sentence(self, line: dict) -> str:
        known = {**line, "message": self.labels.get(line.get("id"), "a message")}
        said = WORDS[line["what"]].format(**known)
        if line["what"] == "published" and line["queue"] != "celery":
            said += f" to the queue {line['queue']}"
        if line["what"] == "published" and line["retries"]:
            said += f", for try {line['retries'] + 1}"
        return said
