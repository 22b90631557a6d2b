"""How much work is waiting? `python depth.py`."""

from tasks import app, build_report, send_welcome_email


# --8<-- [start:depth]
def depth(queue):
    """Messages that no worker has taken yet."""
    with app.connection_for_read() as connection:
        channel = connection.default_channel
        return channel.queue_declare(queue, passive=True).message_count


# --8<-- [end:depth]


send_welcome_email.delay(1)
for month in ("2026-09", "2026-10", "2026-11"):
    build_report.delay(month)
print("fast:", depth("fast"))
print("slow:", depth("slow"))
