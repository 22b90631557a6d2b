"""One after the other, then both at once: `python at_once.py`."""

import asyncio


# --8<-- [start:fetch]
async def fetch(name, seconds):
    print(f"{name}: asked")
    await asyncio.sleep(seconds)  # a slow API
    print(f"{name}: answered")
    return f"{name} is fine"


# --8<-- [end:fetch]


# --8<-- [start:one_by_one]
async def one_by_one():
    await fetch("stock", 0.2)
    await fetch("price", 0.1)


# --8<-- [end:one_by_one]


# --8<-- [start:at_once]
async def at_once():
    async with asyncio.TaskGroup() as group:
        stock = group.create_task(fetch("stock", 0.2))
        price = group.create_task(fetch("price", 0.1))
    print(stock.result(), "and", price.result())


# --8<-- [end:at_once]

# --8<-- [start:run]
print("One by one")
asyncio.run(one_by_one())
print("At once")
asyncio.run(at_once())
# --8<-- [end:run]
