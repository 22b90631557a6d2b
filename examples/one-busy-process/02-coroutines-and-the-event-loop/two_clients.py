"""Two clients wait at the same time: `python two_clients.py`."""

from tiny_loop import run, sleep


# --8<-- [start:clients]
async def client(name, seconds):
    print(f"{name} asks the database")
    await sleep(seconds)
    print(f"{name} has an answer")


run(client("Ada", 0.4), client("Bo", 0.1))
# --8<-- [end:clients]
