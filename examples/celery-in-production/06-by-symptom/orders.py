"""Send a receipt, and ask after it: `python orders.py`."""

import time

from shop import app, send_receipt

receipt = send_receipt.delay(42).id
time.sleep(2)
print("after two seconds:", app.AsyncResult(receipt).state)

inspect = app.control.inspect(timeout=1)
for queues in (inspect.active_queues() or {}).values():
    print("it reads:", ", ".join(queue["name"] for queue in queues))
for tasks in (inspect.active() or {}).values():
    print("it runs:", len(tasks))
