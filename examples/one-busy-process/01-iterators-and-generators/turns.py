"""Two downloads take turns in one thread: `python turns.py`."""

from collections import deque


# --8<-- [start:download]
def download(name, parts):
    for part in range(1, parts + 1):
        print(f"{name}: part {part} of {parts}")
        yield  # somebody else may go
    print(f"{name}: done")


# --8<-- [end:download]


# --8<-- [start:run]
def run(*tasks):
    ready = deque(tasks)
    while ready:
        task = ready.popleft()
        try:
            next(task)
        except StopIteration:
            continue  # this one has finished
        ready.append(task)


run(download("film", 3), download("song", 1))
# --8<-- [end:run]
