"""The client's side: `python order.py`."""

from tasks import send_receipt

send_receipt.delay(7).get(timeout=30)
