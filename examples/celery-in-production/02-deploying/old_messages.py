"""What release 1 sent before the deploy:
`python old_messages.py`."""

from tasks import app

# --8<-- [start:sent]
old = [
    app.send_task("tasks.send_welcome_email", (7,)),
    app.send_task("tasks.build_report", ("May",)),
    app.send_task("tasks.count_signups"),
]
for result in old:
    value = result.get(timeout=10, propagate=False)
    print(result.state, type(value).__name__)
# --8<-- [end:sent]
