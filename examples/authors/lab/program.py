"""The client's side: `python program.py`, while a worker runs."""

from tasks import charge_card, send_receipt

receipt = send_receipt.delay(7)
charge = charge_card.delay(7)

print("sent:", receipt.get(timeout=10))
print("sent:", charge.get(timeout=20))
