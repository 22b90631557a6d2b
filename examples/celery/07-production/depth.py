"""How much work is waiting? `python depth.py`."""

from tasks import app, build_report, send_welcome_email


# --8<-- [start:depth]
def depth(queue):
    """Messages that no worker has taken yet."""
    with app.connection_for_read() as connection:
        try:
            found = connection.default_channel.queue_declare(queue, passive=True)
        except connection.channel_errors:  # on Redis, a queue that's empty isn't there
            return 0
        return found.message_count


# --8<-- [end:depth]


send_welcome_email.delay(1)
for month in ("2026-09", "2026-10", "2026-11"):
    build_report.delay(month)
print("fast:", depth("fast"))
print("slow:", depth("slow"))
print("nobody's:", depth("nobody"))
