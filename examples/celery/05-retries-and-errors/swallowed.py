"""A reminder while the email service is down: `python swallowed.py`."""

import time
from pathlib import Path

from reminder import send_reminder

notes = Path("notes.txt")
notes.write_text("")

handle = send_reminder.delay(42)
print("result:", handle.get(timeout=10), handle.state)

while "email sent" not in notes.read_text():
    time.sleep(0.05)
print("notes: ", ", then ".join(notes.read_text().split("\n")[:-1]))
