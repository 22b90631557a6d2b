"""One of a pool's processes is killed: `python crash.py`."""

import os
import signal
from concurrent.futures import ProcessPoolExecutor


# --8<-- [start:crash]
def report(number):
    if number == 2:  # out of memory, and the kernel steps in
        os.kill(os.getpid(), signal.SIGKILL)
    return f"report {number} is done"


if __name__ == "__main__":
    with ProcessPoolExecutor(max_workers=1) as pool:
        print(pool.submit(report, 1).result())
        futures = [pool.submit(report, number) for number in (2, 3, 4)]
        for number, future in enumerate(futures, 2):
            error = type(future.exception()).__name__
            print(f"report {number}: {error}")
# --8<-- [end:crash]
