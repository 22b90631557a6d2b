"""Tasks, and yet one at a time: `python one_at_a_time.py`."""

import asyncio


async def fetch(name):
    await asyncio.sleep(0.1)  # a slow API
    return name


# --8<-- [start:main]
async def main():
    answers = []
    for name in ("stock", "price", "reviews"):
        task = asyncio.create_task(fetch(name))
        print(f"asked for {name}")
        answers.append(await task)
    print(answers)


# --8<-- [end:main]

asyncio.run(main())
