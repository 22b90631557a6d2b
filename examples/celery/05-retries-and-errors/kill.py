"""Three reports whose process is killed: `python kill.py`."""

from pathlib import Path

from lost import acked_early, acked_late, rejected

for task in (acked_early, acked_late, rejected):
    report = task.__name__
    Path(f"{report}.ran").unlink(missing_ok=True)
    outcome = task.delay(report).get(timeout=60, propagate=False)
    if isinstance(outcome, Exception):
        outcome = type(outcome).__name__
    print(f"{report}: {outcome}")
