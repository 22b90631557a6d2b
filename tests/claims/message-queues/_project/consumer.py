"""A consumer that notes what it does; while there is a file `hold`, its work goes on and on.

python consumer.py orders          take one, work, acknowledge
python consumer.py orders first    take one, acknowledge, work
"""

import os
import sys
import time
from pathlib import Path

from kombu import Connection

FILE = Path("notes.txt")


def note(*words: object) -> None:
    """The words with the time and the process that says them."""
    line = f"{time.time():.4f} {os.getpid()} {' '.join(map(str, words))}\n"
    with FILE.open("a") as notes:
        notes.write(line)


def work(body: object) -> None:
    note("began", body)
    while Path("hold").exists():
        time.sleep(0.05)
    note("ended", body)


def take(name: str, first: bool) -> None:
    with Connection(os.environ["BROKER_URL"]) as broker:
        broker.default_channel.basic_qos(0, 1, False)  # one at a time
        with broker.SimpleQueue(name) as queue:
            while True:
                message = queue.get()
                if first:
                    message.ack()
                work(message.payload)
                if not first:
                    message.ack()


if __name__ == "__main__":
    take(sys.argv[1], "first" in sys.argv)
