"""Two mails, while the mail service is down: `python retry.py`."""

import time

from tasks import send_digest, send_welcome_email

welcome = send_welcome_email.delay(42)
digest = send_digest.delay(42)

while welcome.state == "PENDING":
    time.sleep(0.05)
print("after the first run:", welcome.state, repr(welcome.info))

print("even waits:  ", welcome.get(timeout=30))
print("random waits:", digest.get(timeout=30))
print("in the end:  ", welcome.state)
