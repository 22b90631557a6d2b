"""Who notices a wrong call: `python mistakes.py` beside a worker."""

from tasks import app, send_welcome_email


class User:
    id = 42


# --8<-- [start:mistakes]
NAME = "tasks.send_welcome_email"
TYPO = "tasks.send_welcom_email"
CALLS = {
    "no argument": lambda: send_welcome_email.delay(),
    "an object": lambda: send_welcome_email.delay(User()),
    "no argument, by name": lambda: app.send_task(NAME),
    "a typo in the name": lambda: app.send_task(TYPO, (42,)),
}

for mistake, call in CALLS.items():
    try:
        handle = call()
    except Exception as error:
        print(f"{mistake}: {type(error).__name__} here, nothing sent")
        continue
    error = handle.get(timeout=10, propagate=False)
    print(f"{mistake}: sent; {type(error).__name__} in the worker")
# --8<-- [end:mistakes]
