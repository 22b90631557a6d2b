"""The visibility simulator says what kombu does to a message that nobody acknowledges in time.

It is kombu's own code on a real server; only its clock is ours.
"""

import pytest
from kombu import Connection
from kombu.transport import redis

from tests.quiz.javascript import in_javascript
from tests.simulators.drawn import answers, rows, said

NAME = "visibility"
QUEUE = "held"
# (held, visibility timeout, a worker looks every, its first look), all in seconds
CASES = [
    (8, 3, 1, 0),
    (10, 3, 1, 0.5),
    (600, 3600, 100, 7),
    (3599, 3600, 100, 99),
    (3600, 3600, 100, 0),
    (3650, 3600, 100, 99),
    (3650, 3600, 100, 20),
    (9000, 3600, 100, 42),
    (40000, 3600, 100, 13),
    (500, 100, 100, 1),
    (500, 90, 300, 299),
    (86400, 3600, 100, 50),
]


class Held:
    """A message that is taken at once, acknowledged after so long, and taken again meanwhile."""

    def __init__(self, url: str, timeout: int, monkeypatch: pytest.MonkeyPatch):
        self.now = 1_000_000.0
        monkeypatch.setattr(redis, "time", lambda: self.now)
        self.connection = Connection(url, transport_options={"visibility_timeout": timeout})
        self.channel = self.connection.channel()
        self.channel.queue_declare(QUEUE)
        self.connection.Producer(self.channel).publish("task", routing_key=QUEUE, serializer="json")

    def deliveries(self, held: float, look: float, first: float, watched: float) -> list[float]:
        """When it is handed out, in seconds from the first time, of which the first is left out."""
        began, taken, found = self.now, self.channel.basic_get(QUEUE), []
        looks = (began + first + n * look for n in range(int(watched / look)))
        for at in looks:
            if taken and at >= began + held:
                taken, _ = None, taken.ack()
            self.now = at
            self.channel.qos.restore_visible(num=10, interval=1)
            while self.channel.basic_get(QUEUE):
                found.append(at - began)
        self.connection.close()
        return found


@pytest.mark.brokers("valkey")
@pytest.mark.parametrize(("held", "timeout", "look", "first"), CASES)
def test_each_delivery_comes_when_it_may_and_the_sure_ones_come(
    broker, monkeypatch, held, timeout, look, first
):
    message = Held(broker.url, timeout, monkeypatch)

    found = message.deliveries(held, look, first, watched=held + 3 * (timeout + look))

    (told,) = in_javascript(f"celery/simulators/{NAME}", [["deliveries", held, timeout, look]])
    assert sum(each["sure"] for each in told) <= len(found) <= len(told)
    for at, each in zip(found, told, strict=False):
        assert each["earliest"] <= at <= each["latest"]


def test_the_cases_have_sure_and_doubtful_deliveries_and_none():
    found = in_javascript(
        f"celery/simulators/{NAME}", [["deliveries", *case[:3]] for case in CASES]
    )

    assert {tuple(each["sure"] for each in told)[:1] for told in found} == {(), (True,), (False,)}


def test_the_page_says_what_the_rules_say_to_its_first_values():
    (answer,) = answers(NAME, {})

    assert (rows(NAME), said(NAME)) == (answer["rows"], answer["said"])


def test_words():
    early, short, waits, years = answers(
        NAME,
        {"how": "early"},
        {"minutes": "59"},
        {"how": "waits", "minutes": "1440"},
        {"how": "waits", "minutes": "100000", "timeout": "60"},
    )

    assert early["rows"] == [["1", "at once", "yes"]]
    assert early["said"].startswith("It runs once, however long it takes.")
    assert short["said"].startswith("It runs once. If its worker is killed, another one gets it")
    assert waits["said"].startswith("It runs 24 times, all of them when its time has come.")
    assert len(years["rows"]) == 13 and years["rows"][-1][0] == "…"


@pytest.mark.parametrize("field", ["minutes", "timeout", "look"])
def test_wrong_input_says_what_would_do(field):
    (answer,) = answers(NAME, {field: "an hour"})

    assert list(answer["wrong"]) == [field]
    assert "“an hour” won’t do; write a" in answer["wrong"][field]
