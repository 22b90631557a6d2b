"""Look at what failed for good: `python failed.py`."""

import json
import time
from pathlib import Path

from newsletter import subscribe

failed = Path("failed.jsonl")
failed.write_text("")

for address in ("ada@example.org", "grace"):
    subscribe.apply_async([address], queue="failures")

while failed.read_text().count("\n") < 2:
    time.sleep(0.1)

for line in failed.read_text().splitlines():
    failure = json.loads(line)
    print(failure["task"], *failure["args"])
    print("  ", failure["error"])
