"""One argument, there and back: `python keys.py` beside a worker."""

from tasks import describe

invited = {41: ("Ada", "Bob")}
print(describe.delay(invited).get(timeout=10))
