"""The client's side: `python order.py`."""

from tasks import app, request_id, take_order

# --8<-- [start:order]
request_id.set("request-81")  # a middleware does this in a web app
order = take_order.delay(7)

receipt = app.AsyncResult(order.get(timeout=10))
print(receipt.get(timeout=10))
# --8<-- [end:order]
