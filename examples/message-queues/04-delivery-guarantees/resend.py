"""Send one message twice, by accident: `python resend.py`."""

import os

from credit import credit, give
from kombu import Connection

BROKER = os.environ.get("BROKER_URL", "redis://localhost:6379/0")

welcome = {"key": "welcome-Ann", "name": "Ann", "amount": 10}
birthday = {"key": "birthday-Ann", "name": "Ann", "amount": 10}

# --8<-- [start:resend]
with Connection(BROKER) as connection:
    queue = connection.SimpleQueue("credit")
    queue.put(welcome)
    queue.put(welcome)  # "no answer, better send it again"
    queue.put(birthday)
    for _ in range(3):
        message = queue.get(timeout=10)
        give(message.payload)
        message.ack()
# --8<-- [end:resend]

print("Ann has", credit["Ann"])
