"""Two tasks, and answers that are there already: `python cached.py`."""

import asyncio

# --8<-- [start:cached]
PRICES = {"tea": 3, "cake": 5}


async def price_of(item):
    return PRICES[item]  # no need to ask anybody


async def shopper(name):
    for item in ("tea", "cake"):
        print(f"{name}: {item} costs {await price_of(item)}")


async def main():
    await asyncio.gather(shopper("Ada"), shopper("Bo"))


asyncio.run(main())
# --8<-- [end:cached]
