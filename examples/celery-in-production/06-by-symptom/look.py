"""Ask a child where it hangs: `python look.py`."""

import os
import signal
import time
from pathlib import Path

from hangs import app, fetch_rates

fetch_rates.delay("a bank")
running = []
while not running:
    replies = app.control.inspect(timeout=1).active() or {}
    running = [task for tasks in replies.values() for task in tasks]
# --8<-- [start:ask]
os.kill(running[0]["worker_pid"], signal.SIGUSR2)
# --8<-- [end:ask]
stacks = Path("stacks.txt")
while "fetch_rates" not in stacks.read_text():
    time.sleep(0.1)
for line in stacks.read_text().splitlines()[:3]:
    print(line)
