"""One client doesn't await: `python rude_client.py`."""

import time

from tiny_loop import run, sleep


# --8<-- [start:clients]
async def rude_client(name, seconds):
    print(f"{name} asks the database")
    time.sleep(seconds)
    print(f"{name} has an answer")


async def client(name, seconds):
    print(f"{name} asks the database")
    await sleep(seconds)
    print(f"{name} has an answer")


run(rude_client("Ada", 0.4), client("Bo", 0.1))
# --8<-- [end:clients]
