"""What a film's picture shows of a moment: the count in each piece, and its messages as chips."""

from collections.abc import Mapping

from handoff_celery.replays.brokers import Held
from handoff_celery.replays.story import Delivery, Story

Chips = list[tuple[int, str]]  # a message's number, and a note on it


def counted(held: Held) -> str:
    return f"{len(held.waiting)} waiting, {len(held.unacknowledged)} not acknowledged"


def number(count: int, thing: str) -> str:
    """1 row, 2 rows, 2 child processes"""
    plural = "es" if thing.endswith("s") else "s"
    return f"{count} {thing}{'' if count == 1 else plural}"


def chips(story: Story, held: Held, rows: Mapping[str, str]) -> dict[str, Chips]:
    """What lies in the broker, with each worker, and in the result backend."""
    numbered = story.number
    broker = [(numbered(one), "waits") for one in held.waiting]
    broker += [(numbered(one), "not acknowledged") for one in held.unacknowledged]
    workers = {
        name: [(numbered(delivery.message), note(delivery)) for delivery in has]
        for name, has in story.held.items()
    }
    known = [(numbered(one), state) for one, state in rows.items() if one in story.labels]
    return {"broker": broker, **workers, "backend": sorted(known)}


def label(line: Mapping) -> str:
    """make_report('March')"""
    arguments = (line["argsrepr"] or "()")[1:-1].removesuffix(",")
    return f"{line['task'].rpartition('.')[2]}({arguments})"


def note(delivery: Delivery) -> str:
    if delivery.running:
        return "runs, not acknowledged" if delivery.late else "runs, acknowledged"
    return "held until it is due" if delivery.eta else "reserved"
