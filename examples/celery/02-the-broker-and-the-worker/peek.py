"""Look into the oldest message, and put it back: `python peek.py`."""

from tasks import app, send_welcome_email

send_welcome_email.delay(42)

# --8<-- [start:peek]
with app.connection_for_read() as connection:
    with connection.SimpleQueue("celery") as queue:
        message = queue.get(timeout=5)
    print("in the headers:")
    for name in ("task", "id", "argsrepr", "retries", "eta"):
        print(f"    {name:9} {message.headers[name]}")
    print("in the body:")
    args, kwargs, links = message.payload
    print("    positional", args)
    print("    by name   ", kwargs)
    print("    what next ", *links)
    message.requeue()
# --8<-- [end:peek]
