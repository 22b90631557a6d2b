"""The client's side again: `python waiting.py`, while no worker runs."""

from tasks import send_receipt

receipt = send_receipt.delay(8)
print("sent, and the program goes on:", receipt.state)
