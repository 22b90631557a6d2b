"""Make the queue that no worker reads: `python declare_dead.py`."""

from kombu import Queue
from tasks import app

# --8<-- [start:declare]
dead = Queue("dead", queue_arguments={"x-queue-type": "quorum"})
with app.connection_for_write() as connection:
    dead(connection.default_channel).declare()
# --8<-- [end:declare]
