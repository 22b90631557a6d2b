"""Goals of a lab about Celery, met by what its signals say and by nothing else.

A goal is a list of signals that one message has to go through in this order, and of signals that it
must not: {"signals": [{"what": "retried"}, {"what": "succeeded", "retries": 2}], "never": []}.
Each entry names fields of an event (events.py) and their values. "ready" and "shut down" are the
worker's own: they count for every message.
"""

OF_THE_WORKER = ("ready", "shut down")


class Goal:
    def __init__(self, signals: list[dict], never: list[dict] | None = None):
        self.signals, self.never = signals, never or []
        self.at: dict[str, int] = {}  # how far each message has come; -1: out
        self.met = False

    def hear(self, event: dict) -> None:
        if self.met:
            return
        if event["what"] in OF_THE_WORKER:
            for known in self.at:
                self.advance(known, event)
        elif event["id"]:
            self.at.setdefault(event["id"], 0)
            self.advance(event["id"], event)

    def advance(self, message: str, event: dict) -> None:
        at = self.at[message]
        if at < 0:
            return
        if any(fits(one, event) for one in self.never):
            self.at[message] = -1
        elif fits(self.signals[at], event):
            self.at[message] = at + 1
            self.met = at + 1 == len(self.signals)


def fits(wanted: dict, event: dict) -> bool:
    return all(event.get(field) == value for field, value in wanted.items())
