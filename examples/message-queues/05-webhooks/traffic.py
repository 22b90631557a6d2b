"""One signed request, sent the way the payment service sends it."""

import http.client
import json
import os
import time
from urllib.parse import urlsplit

from signing import sign

RECEIVER = os.environ.get("RECEIVER", "http://127.0.0.1:8001")
SECRET = b"the secret since today"
EVENT = {"type": "payment.succeeded", "account": 7, "amount": 10}
BODY = json.dumps(EVENT).encode()


def now():
    return str(int(time.time()))


def signed(message_id="evt_1", sent_at=None, body=BODY, secret=SECRET):
    sent_at = sent_at or now()
    return {
        "webhook-id": message_id,
        "webhook-timestamp": sent_at,
        "webhook-signature": sign(secret, message_id, sent_at, body),
    }


def send(headers, body=BODY, url=RECEIVER):
    """The status that comes back."""
    connection = http.client.HTTPConnection(urlsplit(url).netloc)
    connection.request("POST", "/webhooks", body, headers)
    status = connection.getresponse().status
    connection.close()
    return status
