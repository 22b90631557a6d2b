"""One reminder, ten seconds from now: `python later.py`."""

from pathlib import Path

from impatient import send_reminder

sent = Path("sent.txt")
sent.write_text("")

send_reminder.apply_async([42], countdown=10).get(timeout=60)
# Copies are due at the same moment; the one after them comes last.
send_reminder.delay(0).get(timeout=60)

emails = sent.read_text().count("user 42")
print("messages sent by us:  1")
print("reminders to user 42:", "1" if emails == 1 else "more than 1")
