"""The client's side: `python predicted.py`, while no worker runs."""

from tasks import send_receipt

receipt = send_receipt.apply_async((9,))
print("order 9:", receipt.state)
