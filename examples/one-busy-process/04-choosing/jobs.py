"""Two jobs: one waits for somebody else, one computes."""

import asyncio
import time


# --8<-- [start:jobs]
def wait():
    time.sleep(1)  # an API, a database, a disk


def compute():
    return sum(number * number for number in range(3_000_000))


# --8<-- [end:jobs]


# --8<-- [start:coroutines]
async def wait_async():
    await asyncio.sleep(1)


async def compute_async():
    return compute()  # no await that waits: no turn for anybody


# --8<-- [end:coroutines]
