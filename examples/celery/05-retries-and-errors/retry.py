"""Two emails while the service is down: `python retry.py`."""

import time

from tasks import send_digest, send_welcome_email

send_welcome_email.delay(42)  # nobody keeps its result
digest = send_digest.delay(42)

while digest.state == "PENDING":
    time.sleep(0.05)
print("after the first run:", digest.state, repr(digest.info))

print("in the end:         ", digest.get(timeout=30), digest.state)
