"""What is left when all tries are used up: `python exhausted.py`."""

from newsletter import subscribe, wait_for_confirmation

ADDRESS = "ada@example.org"

for name, handle in {
    "retry(exc=error)": subscribe.delay(ADDRESS),
    "bare retry()    ": wait_for_confirmation.delay(ADDRESS),
    "no retry at all ": subscribe.delay("ada"),
}.items():
    error = handle.get(timeout=60, propagate=False)
    print(name, handle.state, type(error).__name__)
