"""What a receiver refuses, and how it compares."""

import base64
import hmac
import json
import time
from functools import partial
from operator import eq
from timeit import repeat

import pytest


@pytest.fixture
def traffic(webhooks):
    """The chapter's module that sends one signed request; it goes to `traffic.url`."""
    traffic = webhooks.load("traffic")
    traffic.url = webhooks.serve()
    return traffic


def test_a_request_that_nobody_of_ours_signed_is_refused(traffic):
    """A request without a signature, or signed with a guessed secret, is answered 401."""
    guessed = traffic.signed(secret=b"123456")

    assert traffic.send({}, url=traffic.url) == 401
    assert traffic.send(guessed, url=traffic.url) == 401


def test_a_request_that_nobody_of_ours_signed_is_refused__control(traffic):
    """Signed with the shared secret, the same request is answered 204."""
    assert traffic.send(traffic.signed(), url=traffic.url) == 204


def test_a_changed_body_is_refused(traffic):
    """With one digit of the body changed, the signature doesn't fit any more.

    Control: The unchanged body with the same headers is taken.
    """
    headers = traffic.signed()
    changed = traffic.BODY.replace(b"10", b"90")

    assert traffic.send(headers, changed, url=traffic.url) == 401
    assert traffic.send(headers, traffic.BODY, url=traffic.url) == 204


def test_json_that_is_written_again_has_another_signature(webhooks):
    """JSON that is parsed and written again has other bytes, so another signature.

    Control: The bytes as they came have the same signature.
    """
    sign = partial(webhooks.load("signing").sign, b"secret", "evt_1", "1760000000")
    body = b'{"type":"payment.succeeded","amount":10}'
    again = json.dumps(json.loads(body)).encode()

    assert json.loads(again) == json.loads(body)
    assert sign(again) != sign(body)
    assert sign(bytes(body)) == sign(body)


def test_a_request_from_an_hour_ago_is_refused(traffic):
    """A request that was signed an hour ago is refused, although its signature is right."""
    old = str(int(time.time()) - 3600)

    assert traffic.send(traffic.signed(sent_at=old), url=traffic.url) == 401


def test_a_request_from_an_hour_ago_is_refused__control(traffic):
    """Signed a minute ago, it is taken."""
    recent = str(int(time.time()) - 60)

    assert traffic.send(traffic.signed(sent_at=recent), url=traffic.url) == 204


def test_a_changed_timestamp_breaks_the_signature(traffic):
    """An old request whose timestamp is changed to now is refused: the signature covers it.

    Control: Signed with that timestamp, the same request is taken.
    """
    old = traffic.signed(sent_at=str(int(time.time()) - 3600))
    renewed = {**old, "webhook-timestamp": traffic.now()}

    assert traffic.send(renewed, url=traffic.url) == 401
    assert traffic.send(traffic.signed(), url=traffic.url) == 204


def test_a_repeated_request_is_answered_and_stored_once(webhooks, traffic):
    """A request that comes twice is answered 204 twice and stored once."""
    headers = traffic.signed()

    answers = [traffic.send(headers, url=traffic.url) for _ in range(2)]

    assert answers == [204, 204]
    assert webhooks.load("inbox").count() == 1


def test_a_repeated_request_is_answered_and_stored_once__control(webhooks, traffic):
    """Two requests with ids of their own are stored twice."""
    for message_id in ("evt_1", "evt_2"):
        traffic.send(traffic.signed(message_id), url=traffic.url)

    assert webhooks.load("inbox").count() == 2


def test_either_secret_is_good_while_both_are_listed(webhooks, traffic):
    """While the receiver lists two secrets, requests signed with either one are taken.

    So is a request that carries both signatures, whichever comes first.
    """
    secrets = webhooks.load("receiver").SECRETS
    by = [traffic.signed(f"evt_{secret}", secret=secret) for secret in secrets]
    name, both = "webhook-signature", [traffic.signed(secret=secret) for secret in secrets]
    signatures = [headers[name] for headers in both]
    joined = [{**both[0], name: " ".join(way)} for way in (signatures, signatures[::-1])]

    assert len(secrets) == 2
    assert [traffic.send(each, url=traffic.url) for each in [*by, *joined]] == [204] * 4


def test_either_secret_is_good_while_both_are_listed__control(webhooks, traffic):
    """Taken off the list, a secret is good for nothing."""
    verify, refused = webhooks.load("signing").verify, webhooks.load("signing").Refused
    new, old = webhooks.load("receiver").SECRETS
    headers = traffic.signed(secret=old)

    assert verify([new, old], headers, traffic.BODY, time.time()) == "evt_1"
    with pytest.raises(refused):
        verify([new], headers, traffic.BODY, time.time())


def test_the_signature_is_that_of_standard_webhooks(webhooks):
    """Secret, id, time and body of the reference example give the signature that it names.

    Control: With another id they give another one.
    """
    secret = base64.b64decode("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")
    message_id, body = "msg_p5jXN8AQM9LWM0D4loKWxJek", b'{"test": 2432232314}'
    sign = webhooks.load("signing").sign
    named = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="

    assert sign(secret, message_id, "1614265330", body) == named
    assert sign(secret, message_id[:-1], "1614265330", body) != named


def fastest(compare, right, guess):
    """Seconds, as if nobody else used the machine: the least of many rounds."""
    return min(repeat(partial(compare, right, guess), number=100, repeat=20))


RIGHT = b"a" * 100_000
WRONG_AT_THE_START, WRONG_AT_THE_END = b"b" + RIGHT[1:], RIGHT[:-1] + b"b"


def test_equals_stops_at_the_first_difference():
    """With 100,000 bytes, `==` takes over ten times as long when only the last one is wrong."""
    early = fastest(eq, RIGHT, WRONG_AT_THE_START)

    assert fastest(eq, RIGHT, WRONG_AT_THE_END) > 10 * early


def test_equals_stops_at_the_first_difference__control():
    """`hmac.compare_digest` takes less than twice as long: it reads all bytes either way."""
    early = fastest(hmac.compare_digest, RIGHT, WRONG_AT_THE_START)

    assert fastest(hmac.compare_digest, RIGHT, WRONG_AT_THE_END) < 2 * early


def test_compare_digest_raises_on_text_with_an_accent():
    """`hmac.compare_digest` raises TypeError for a `str` that isn't all ASCII.

    Control: Of the same text as bytes it says that they differ.
    """
    right, given = "v1,Zm9v", "v1,é"

    with pytest.raises(TypeError):
        hmac.compare_digest(right, given)
    assert hmac.compare_digest(right.encode(), given.encode()) is False
