"""Five tasks in PENDING: `python pending.py`."""

import time

from tasks import app, fetch_rates, send_receipt

later = send_receipt.apply_async((1,), countdown=3600).id
running = fetch_rates.delay("a bank").id
others = [send_receipt.delay(order).id for order in range(8)]
asked = {
    "a countdown": later,
    "running": running,
    "reserved": others[0],
    "in the queue": others[-1],
    "never sent": "6b1f0d5e-0000-4000-8000-000000000000",
}

# --8<-- [start:where]
inspect = app.control.inspect(timeout=1)


def where(task_id):
    """Which list of which worker the task is in."""
    for found in (inspect.query_task(task_id) or {}).values():
        for state, _ in found.values():
            return state
    return "no worker has it"


# --8<-- [end:where]

while where(running) != "active":
    time.sleep(0.2)
for name, task_id in asked.items():
    state = app.AsyncResult(task_id).state
    print(f"{name:<14}{state:<9}{where(task_id)}")
app.control.revoke(running, terminate=True)
