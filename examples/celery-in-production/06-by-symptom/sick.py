"""One look at a sick worker: `python sick.py a`, b, c or d."""

import sys

from tasks import fetch_rates, send_receipt
from triage import facts, show

patient = sys.argv[1]
hung = fetch_rates.delay("a bank") if patient == "c" else None
for order in range(6):
    later = 3600 if patient == "d" else 0
    send_receipt.apply_async((order,), countdown=later)

before, now = None, facts()
while now != before:  # nothing moves any more
    before, now = now, facts()
show(now)
if hung:
    hung.revoke(terminate=True)
