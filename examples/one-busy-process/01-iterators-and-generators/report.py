"""The slowest payments of a log: `python report.py access.log`."""

import sys
from pathlib import Path


# --8<-- [start:report]
def milliseconds(lines):
    for line in lines:
        yield int(line.split()[2])


with Path(sys.argv[1]).open() as log:
    payments = (line for line in log if "/pay" in line)
    slow = (each for each in milliseconds(payments) if each > 500)
    ranked = sorted(slow, reverse=True)
    for each in ranked[:2]:
        print(each, "ms")
# --8<-- [end:report]
