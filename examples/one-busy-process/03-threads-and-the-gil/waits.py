"""Four calls that wait, in turn and in threads: `python waits.py`."""

import time
from concurrent.futures import ThreadPoolExecutor

CITIES = ["Oslo", "Lima", "Cairo", "Kyoto"]


# --8<-- [start:waits]
def forecast(city):
    time.sleep(1)  # somebody else's API takes its time
    return f"{city}: sunny"


start = time.perf_counter()
in_turn = [forecast(city) for city in CITIES]
print(f"in turn: in {time.perf_counter() - start:.2f}s")

start = time.perf_counter()
with ThreadPoolExecutor(max_workers=4) as pool:
    together = list(pool.map(forecast, CITIES))
print(f"in four threads: in {time.perf_counter() - start:.2f}s")

print(together == in_turn, together)
# --8<-- [end:waits]
