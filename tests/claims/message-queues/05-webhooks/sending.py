"""What a sender does when the other side is down, slow, lying or gone."""

import http.client
import random
import time
from urllib.parse import urlsplit

import pytest

from handoff.samples.ports import free_port

SHAKY = """
    if hear("try") == 1:
        self.answer(500)
    else:
        super().keep(message_id, body)
"""


def test_an_outage_delays_an_event_and_loses_nothing(webhooks):
    """First the connection is refused, then 500 is answered, then it is delivered and stored."""
    webhooks.set(FIRST_WAIT="0.1")
    port = free_port()
    webhooks.publish(f"http://127.0.0.1:{port}")

    down = webhooks.try_once()
    webhooks.serve(SHAKY, port)
    answers = webhooks.try_until(lambda statuses: 204 in statuses)

    assert (down, answers) == ([0], [500, 204])
    assert webhooks.load("inbox").count() == 1
    assert webhooks.delivery()["state"] == "delivered"


def test_an_outage_delays_an_event_and_loses_nothing__control(webhooks):
    """A sender with one try gives up, and nothing ever arrives."""
    webhooks.set(FIRST_WAIT="0.1", TRIES="1")
    port = free_port()
    webhooks.publish(f"http://127.0.0.1:{port}")

    down = webhooks.try_once()
    webhooks.serve(port=port)

    assert (down, webhooks.try_once()) == ([0], [])
    assert webhooks.delivery()["state"] == "failed"
    assert webhooks.load("inbox").count() == 0


LOSES_ITS_ANSWER = """
    inbox.store(message_id, body)
    if hear(message_id) > 1:
        self.answer(204)
"""


def test_a_lost_answer_brings_the_same_event_again(webhooks):
    """A receiver that stores and then can't answer gets the same id again; it is stored once."""
    webhooks.set(FIRST_WAIT="0.1")
    webhooks.publish(webhooks.serve(LOSES_ITS_ANSWER))

    answers = webhooks.try_until(lambda statuses: 204 in statuses)

    assert answers == [0, 204]
    assert webhooks.heard == ["evt_1", "evt_1"]
    assert webhooks.load("inbox").count() == 1


def test_a_lost_answer_brings_the_same_event_again__control(webhooks):
    """Answered, it comes once: nothing is due any more, however long one waits."""
    webhooks.publish(webhooks.serve("hear(message_id)\nself.answer(204)"))

    assert webhooks.try_once() == [204]
    assert webhooks.load("outbox").due(time.time() + 10**9) == []
    assert webhooks.heard == ["evt_1"]


NOTES_THE_TIME = """
    headers = self.headers
    hear(message_id, headers["webhook-timestamp"], headers["webhook-signature"])
    self.answer(503)
"""


def test_each_try_is_signed_for_its_own_time(webhooks):
    """Two tries of one event have the same id, and a time and a signature of their own.

    Control: Sent again with the headers of the first try, an hour later, it would be refused:
    a_request_from_an_hour_ago_is_refused.
    """
    webhooks.set(FIRST_WAIT="4")  # at least 2 seconds, so that the clock has gone on
    webhooks.publish(webhooks.serve(NOTES_THE_TIME))

    webhooks.try_until(lambda statuses: len(statuses) == 2)

    first, second = (line.split() for line in webhooks.heard)
    assert first[0] == second[0] == "evt_1"
    assert int(second[1]) > int(first[1])
    assert second[2] != first[2]


@pytest.mark.parametrize("status", [302, 400, 401, 404, 408, 429, 500, 503])
def test_all_but_2xx_and_410_is_tried_again(webhooks, status):
    """After 302, 400, 401, 404, 408, 429, 500 and 503 the event waits for its next try.

    The rule of the sender says so for no answer, and for all from 300 to 599 but 410.
    """
    webhooks.publish(webhooks.serve(f"self.answer({status})"))

    assert webhooks.try_once() == [status]

    delivery = webhooks.delivery()
    assert (delivery["state"], delivery["disabled"]) == ("waiting", 0)
    assert delivery["due"] > time.time()
    ended = {each for each in (0, *range(300, 600)) if "due" not in after(webhooks, each)}
    assert ended == {410}


def after(webhooks, status):
    """What the sender notes after a first try with this answer."""
    return webhooks.load("sender").outcome({"tries": 0, "failing_since": None}, status, "")


@pytest.mark.parametrize(("status", "state"), [(200, "delivered"), (202, "delivered")])
def test_all_but_2xx_and_410_is_tried_again__control(webhooks, status, state):
    """After 200 and 202 it is delivered; 410 is an experiment of its own."""
    webhooks.publish(webhooks.serve(f"self.answer({status})"))

    assert webhooks.try_once() == [status]

    assert webhooks.delivery()["state"] == state


def test_a_410_switches_the_endpoint_off(webhooks):
    """After 410 nothing is delivered to that address any more, the next event neither."""
    url = webhooks.serve("self.answer(410)")
    webhooks.publish(url)

    assert webhooks.try_once() == [410]

    outbox = webhooks.load("outbox")
    with outbox.transaction() as db:
        outbox.publish(db, "evt_2", b"{}", time.time())
    assert outbox.due(time.time() + 10**9) == []


def test_a_410_switches_the_endpoint_off__control(webhooks):
    """After 404 both events wait."""
    url = webhooks.serve("self.answer(404)")
    webhooks.publish(url)

    assert webhooks.try_once() == [404]

    outbox = webhooks.load("outbox")
    with outbox.transaction() as db:
        outbox.publish(db, "evt_2", b"{}", time.time())
    assert len(outbox.due(time.time() + 10**9)) == 2


def failing_for(webhooks, days):
    """What a sender does after one more failure of an endpoint that began to fail days ago."""
    delivery = {"tries": 3, "failing_since": time.time() - days * 24 * 60 * 60}
    return webhooks.load("sender").outcome(delivery, 500, "")


def test_an_endpoint_that_fails_for_days_is_switched_off(webhooks):
    """Six days without one success, and the next failure switches the endpoint off.

    Control: After four days it doesn't, and after a success the days count from nothing.
    """
    sender = webhooks.load("sender")
    success = sender.outcome({"tries": 3, "failing_since": 1.0}, 204, "")

    assert failing_for(webhooks, days=6)["disabled"] is True
    assert failing_for(webhooks, days=4)["disabled"] is False
    assert success["failing_since"] is None


def asked_to_wait(webhooks, status, header):
    """Seconds until the next try, after a first one that was answered so."""
    answer = f"""
        self.send_response({status})
        {header}
        self.end_headers()
    """
    webhooks.publish(webhooks.serve(answer))
    tried = time.time()
    assert webhooks.try_once() == [status]
    return webhooks.delivery()["due"] - tried


@pytest.mark.parametrize("status", [429, 503])
def test_the_receiver_may_ask_for_a_longer_wait(webhooks, status):
    """A 429 or 503 with `Retry-After: 3600` waits for an hour at least, 12 at most."""
    header = 'self.send_header("Retry-After", "3600")'

    assert asked_to_wait(webhooks, status, header) >= 3600
    assert webhooks.load("retrying").wait(1, "9" * 30) == 12 * 60 * 60


@pytest.mark.parametrize("status", [429, 503])
def test_the_receiver_may_ask_for_a_longer_wait__control(webhooks, status):
    """Without the header it is tried again after seconds."""
    assert asked_to_wait(webhooks, status, "pass") < 3600


def test_waits_are_drawn_from_half_to_all(webhooks):
    """Of 1000 first waits, all lie between 2.5 and 5 seconds, and they spread over all of it.

    Control: `longest_wait` without the draw is the same 5 seconds each time.
    """
    retrying = webhooks.load("retrying")
    random.seed(1)

    draws = [retrying.wait(1) for _ in range(1000)]

    assert 2.5 <= min(draws) < 2.6
    assert 4.9 < max(draws) <= 5
    assert {retrying.longest_wait(1) for _ in range(1000)} == {5}


def test_twelve_tries_take_between_one_day_and_three(webhooks):
    """The waits of twelve tries add up to more than 32 hours at least, and 66 at most.

    Control: Without the factor of five, waits of 5 seconds, they add up to less than a minute.
    """
    longest = webhooks.load("retrying").longest_wait
    total = sum(longest(tries) for tries in range(1, 12)) / 3600

    assert 32 < total / 2 < total < 66
    assert 11 * longest(1) < 60


DRIP = """
    for byte in b"HTTP/1.0 200 OK\\r\\n\\r\\n":
        self.wfile.write(bytes([byte]))
        time.sleep(0.25)
"""


def test_a_timeout_starts_again_with_each_byte(webhooks):
    """With a timeout of 2 seconds, a client waits longer for one byte each quarter second."""
    url, traffic = webhooks.serve(DRIP), webhooks.load("traffic")
    connection = http.client.HTTPConnection(urlsplit(url).netloc, timeout=2)
    connection.request("POST", "/", traffic.BODY, traffic.signed())
    began = time.monotonic()

    status = connection.getresponse().status

    connection.close()
    assert status == 200
    assert time.monotonic() - began > 2


def test_a_timeout_starts_again_with_each_byte__control(webhooks):
    """With a deadline of 2 seconds for all of it, the same answer is given up."""
    webhooks.set(DEADLINE="2")
    webhooks.publish(webhooks.serve(DRIP))

    assert webhooks.try_once() == [0]


def test_an_event_is_published_with_what_it_tells_of(webhooks):
    """Rolled back, the transaction that publishes an event leaves nothing to deliver.

    Control: Committed, it leaves one delivery.
    """
    outbox = webhooks.load("outbox")
    outbox.subscribe("https://shop.example/webhooks", b"secret")

    for ends, message_id in zip(("badly", "well"), ("evt_1", "evt_2"), strict=True):
        try:
            with outbox.transaction() as db:
                outbox.publish(db, message_id, b"{}", time.time())
                if ends == "badly":
                    raise ZeroDivisionError
        except ZeroDivisionError:
            assert outbox.due(time.time() + 1) == []

    assert [row["id"] for row in outbox.due(time.time() + 1)] == ["evt_2"]
