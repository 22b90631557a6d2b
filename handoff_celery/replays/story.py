"""What Celery's signals have told so far: which message is where, and what is new."""

from collections import Counter
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

    message: str
    late: bool = False
    eta: bool = False
    running: bool = False


@dataclass
class Story:
    labels: dict[str, str] = field(default_factory=dict)  # id → what the message is called
    held: dict[str, list[Delivery]] = field(default_factory=dict)  # worker → what it has
    frozen: set[str] = field(default_factory=set)  # workers of which no news can come
    done: set[str] = field(default_factory=set)  # acknowledged
    published: Counter = field(default_factory=Counter)  # who → how many

    def number(self, message: str) -> int:
        return list(self.labels).index(message) if message in self.labels else 99

    def hear(self, line: dict) -> None:
        what, who, message = line["what"], line["who"], line.get("id")
        if what == "published":
            self.published[who] += 1
            self.done.discard(message)
        elif what == "received":
            new = Delivery(message, line["late"], bool(line["eta"]))
            self.held.setdefault(who, []).append(new)
        elif what == "started" and (begun := self._of(who, message, running=False)):
            begun.running = True
            if not begun.late:
                self.done.add(message)
        elif what in ("ended", "revoked"):
            self._end(who, message)
        elif what == "failed":  # if its process was killed, nobody says that it has ended
            for worker in self.held:
                self._end(worker, message)
            self.done.add(message)

    def _of(self, who: str, message: str, running: bool) -> Delivery | None:
        its = (each for each in self.held.get(who, []) if each.message == message)
        return next((each for each in its if each.running == running), None)

    def _end(self, who: str, message: str) -> None:
        """Of two deliveries of a message, the running one has ended."""
        ended = self._of(who, message, True) or self._of(who, message, False)
        if ended:
            self.held[who].remove(ended)
            if not self._of(who, message, False):
                self.done.add(message)

    def interrupt(self, worker: str) -> None:
        """What it runs was cut off: nobody says that it has ended."""
        self.held[worker] = [each for each in self.held.get(worker, []) if not each.running]

    def lose(self, worker: str) -> None:
        """The worker is gone, and what it held with it."""
        self.held.pop(worker, None)
        self.frozen.discard(worker)

    def guesses(self) -> Iterator[tuple[list[str], list[str]]]:
        """(waiting, not acknowledged): the broker may have given up on the frozen ones."""
        for deaf in (set(), self.frozen):
            taken = {
                delivery.message
                for worker, held in self.held.items()
                for delivery in held
                if worker not in deaf and (delivery.late or not delivery.running)
            }
            ordered = [message for message in self.labels if message not in self.done]
            yield [one for one in ordered if one not in taken], sorted(taken, key=self.number)

    def __str__(self) -> str:
        return " or ".join(f"{len(a)} and {len(b)}" for a, b in self.guesses())

    def sentences(self, lines: list[dict]) -> list[str]:
        """What is new, in words: what one process said of one message stays together."""
        told = [line for line in lines if line["what"] in WORDS]
        told.sort(key=lambda line: (line["who"] != "client", line["who"], *self._place(line)))
        return [self._sentence(line) for line in told]

    def _place(self, line: dict) -> tuple[int, int, bool]:
        if "id" in line:
            sent_first = line["what"] != "published"
            return self.number(line["id"]), line.get("retries", 0), sent_first
        return (100 if line["what"] == "shut down" else -1), 0, True

    def _sentence(self, line: dict) -> str:
        known = {**line, "message": self.labels.get(line.get("id"), "a message")}
        said = WORDS[line["what"]].format(**known)
        if line["what"] == "published" and line["queue"] != "celery":
            said += f" to the queue {line['queue']}"
        if line["what"] == "published" and line["retries"]:
            said += f", for try {line['retries'] + 1}"
        return said
