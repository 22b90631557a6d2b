"""Four people order at once, without a queue: `python without.py`."""

import time

from parcels import pack

# --8<-- [start:without]
opened = time.monotonic()
for number in (1, 2, 3, 4):
    pack(number)
    waited = time.monotonic() - opened
    print(f"order {number} confirmed in {waited:.2f}s")
# --8<-- [end:without]
