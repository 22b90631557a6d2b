"""A solution: the message goes to a queue of its own."""

from tasks import send_receipt

receipt = send_receipt.apply_async((9,), queue="mail")
print("order 9:", receipt.state)
