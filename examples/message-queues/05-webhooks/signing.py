"""What is signed, and how; both sides import it."""

import base64
import hmac

TOLERANCE = 5 * 60  # seconds, into the past and into the future


class Refused(Exception):
    """Says why, for our own log and nobody else's."""


# --8<-- [start:sign]
def sign(secret, message_id, sent_at, body):
    signed = b".".join([message_id.encode(), sent_at.encode(), body])
    mac = hmac.digest(secret, signed, "sha256")
    return "v1," + base64.b64encode(mac).decode()


# --8<-- [end:sign]


# --8<-- [start:verify]
def verify(secrets, headers, body, now):
    """The message's id, if one of our secrets has signed it."""
    message_id = headers.get("webhook-id", "")
    sent_at = headers.get("webhook-timestamp", "")
    given = headers.get("webhook-signature", "").split()
    for secret in secrets:
        right = sign(secret, message_id, sent_at, body)
        if any(same(right, each) for each in given):
            break
    else:
        raise Refused("no signature of ours")
    if abs(now - int(sent_at)) > TOLERANCE:
        raise Refused("signed too long ago")
    return message_id


def same(right, given):
    return hmac.compare_digest(right.encode(), given.encode())


# --8<-- [end:verify]
