"""One of two tasks fails, twice: `python group.py`."""

import asyncio


# --8<-- [start:tasks]
async def stock():
    await asyncio.sleep(0.1)
    raise ConnectionError("stock is down")


async def price():
    try:
        await asyncio.sleep(1)
        print("price: answered")
    except asyncio.CancelledError:
        print("price: cancelled")
        raise


# --8<-- [end:tasks]


# --8<-- [start:task_group]
async def with_a_group():
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(stock())
            group.create_task(price())
    except* ConnectionError as failed:
        print(f"caught: {failed.exceptions}")


# --8<-- [end:task_group]


# --8<-- [start:gather]
async def with_gather():
    try:
        await asyncio.gather(stock(), price())
    except ConnectionError as failed:
        print(f"caught: {failed}")
    await asyncio.sleep(2)  # the program goes on


# --8<-- [end:gather]

print("TaskGroup")
asyncio.run(with_a_group())
print("gather")
asyncio.run(with_gather())
