"""The first two failures of a log: `python pipeline.py`."""

from itertools import islice

LOG = """\
10:01 /cart 200
10:02 /pay 500
10:02 /cart 200
10:03 /pay 500
10:04 /pay 502
10:05 /cart 200"""


# --8<-- [start:steps]
def read_lines():
    for number, line in enumerate(LOG.splitlines(), 1):
        print(f"  reading line {number}")
        yield line


def parse(lines):
    for line in lines:
        time, path, status = line.split()
        yield time, path, int(status)


def failures(requests):
    return (request for request in requests if request[2] >= 500)


# --8<-- [end:steps]

# --8<-- [start:pipeline]
pipeline = failures(parse(read_lines()))
print("The pipeline is built.")

for time, path, status in islice(pipeline, 2):
    print(f"{time} {path} failed with {status}")
# --8<-- [end:pipeline]
