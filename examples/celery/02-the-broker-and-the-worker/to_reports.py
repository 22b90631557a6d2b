"""A message for a queue of its own: `python to_reports.py`."""

from tasks import app, build_report

# --8<-- [start:to_reports]
build_report.apply_async(("March",), queue="reports")
# --8<-- [end:to_reports]

with app.connection_for_read() as connection:
    queue = connection.SimpleQueue("reports")
    print(queue.qsize(), "waiting in reports")
